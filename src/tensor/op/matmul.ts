import { sameShape, shapeError, formatShape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";
import { tensorText } from "../../text/index.ts";

/** See {@link matmul}. */
export interface MatmulAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/**
 * Computes the matrix product over the last two axes; all other axes are a batch and agree.
 *
 * @param a - `[…, n, k]`, or `[…, k, n]` with `transposeA`.
 * @param b - `[…, k, m]`, or `[…, m, k]` with `transposeB`.
 * @param options - whether to transpose the last two axes of either factor. Default false.
 * @returns `[…, n, m]`.
 * @throws OmakaseError `shape` when the factors do not fit.
 */
export function matmul(a: Tensor, b: Tensor, options: Partial<MatmulAttributes> = {}): Tensor {
  const { transposeA = false, transposeB = false } = options;
  const [batch, batchB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const [n, k] = transposeA ? a.shape.slice(-2).reverse() : a.shape.slice(-2);
  const [kB, m] = transposeB ? b.shape.slice(-2).reverse() : b.shape.slice(-2);
  if (a.shape.length < 2 || k !== kB || !sameShape(batch, batchB))
    throw shapeError("matmul", tensorText.shape.factor({ left: formatShape(a.shape), right: formatShape(b.shape) }));
  return tensor("matmul", [...batch, n, m], [a, b], { transposeA, transposeB }, (dy, [wantA, wantB]) => [
    wantA
      ? transposeA
        ? matmul(b, dy, { transposeA: transposeB, transposeB: true })
        : matmul(dy, b, { transposeB: !transposeB })
      : undefined,
    wantB
      ? transposeB
        ? matmul(dy, a, { transposeA: true, transposeB: transposeA })
        : matmul(a, dy, { transposeA: !transposeA })
      : undefined,
  ]);
}
