import {
  divide,
  matmul,
  reshape,
  sizeOf,
  sqrt,
  add,
  square,
  stopGradient,
  sumAll,
  type Tensor,
} from "../tensor/index.ts";
import { normal } from "./initializer.ts";
import type { Scope } from "./layer.ts";

/**
 * The weights divided by their largest singular value, estimated by one power iteration a step (Miyato et al. 2018,
 * algorithm 1): the layer can then stretch no difference, which keeps a discriminator gentle.
 *
 * @param weight - `[out, …]`, taken as a matrix with one row an output.
 */
export function spectralNorm(weight: Tensor, scope: Scope): Tensor {
  const [out] = weight.shape;
  const matrix = reshape(weight, [out, sizeOf(weight.shape) / out]);
  const kept = scope.buffer("singular", [out, 1], normal(1));
  const v = stopGradient(unit(matmul(matrix, kept, { transposeA: true }))); // [rest, 1]
  const u = stopGradient(unit(matmul(matrix, v))); // [out, 1]
  if (scope.training) scope.keep("singular", u);
  const max = matmul(u, matmul(matrix, v), { transposeA: true }); // [1, 1]
  return divide(weight, reshape(max, []));
}

function unit(vector: Tensor): Tensor {
  return divide(vector, add(sqrt(sumAll(square(vector))), 1e-12));
}
