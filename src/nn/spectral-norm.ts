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
 * Divides weights by their largest singular value, estimated by one power iteration for each step (Miyato et al. 2018,
 * algorithm 1), so that the layer has a Lipschitz constant of about 1.
 *
 * @param weight - `[out, …]`, read as a matrix `[out, rest]`.
 * @param scope - keeps the singular vector as the buffer `singular`, `[out, 1]`.
 * @returns weights of the same shape.
 */
export function spectralNorm(weight: Tensor, scope: Scope): Tensor {
  const [out] = weight.shape;
  const matrix = reshape(weight, [out, sizeOf(weight.shape) / out]);
  const previous = scope.buffer("singular", [out, 1], normal(1));
  const v = stopGradient(normalize(matmul(matrix, previous, { transposeA: true }))); // [rest, 1]
  const u = stopGradient(normalize(matmul(matrix, v))); // [out, 1]
  if (scope.training) scope.keep("singular", u);
  const largest = matmul(u, matmul(matrix, v), { transposeA: true }); // [1, 1]
  return divide(weight, reshape(largest, []));
}

function normalize(vector: Tensor): Tensor {
  return divide(vector, add(sqrt(sumAll(square(vector))), 1e-12));
}
