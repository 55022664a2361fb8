import { internalError } from "../error.ts";

/**
 * Cholesky factor L of a covariance C = L·Lᵀ, as rows of growing length: row i has i + 1 numbers. Rows are immutable, so a
 * longer factor shares them with the shorter one.
 */
export type RowCholesky = readonly Float64Array[];

/**
 * Appends an observation to the factor, in O(n²) (Golub & Van Loan, Matrix Computations, section 4.2).
 *
 * @param covariances - covariances with the earlier observations, `[n]`.
 * @param variance - variance of the new observation, noise included.
 * @throws Error (internal) when the extended covariance is not positive definite.
 */
export function appendCholeskyRow(factor: RowCholesky, covariances: Float64Array, variance: number): RowCholesky {
  const solved = forwardSolve(factor, covariances);
  let left = variance;
  for (const value of solved) left -= value * value;
  if (!(left > 0)) throw internalError("taste: a covariance without a root");
  const row = new Float64Array(factor.length + 1);
  row.set(solved);
  row[factor.length] = Math.sqrt(left);
  return [...factor, row];
}

/**
 * Removes an observation from the factor, in O(n²): rows above stay, rows below get a rank-one update (Golub & Van Loan,
 * section 6.5.4).
 */
export function removeCholeskyRow(factor: RowCholesky, place: number): RowCholesky {
  const below = factor.slice(place + 1).map((row) => row.slice());
  const column = Float64Array.from(below, (row) => row[place]);
  for (let at = 0; at < below.length; at++) {
    const diagonal = below[at][place + 1 + at];
    const length = Math.hypot(diagonal, column[at]);
    const [cosine, sine] = [length / diagonal, column[at] / diagonal];
    below[at][place + 1 + at] = length;
    for (let row = at + 1; row < below.length; row++) {
      const value = (below[row][place + 1 + at] + sine * column[row]) / cosine;
      column[row] = cosine * column[row] - sine * value;
      below[row][place + 1 + at] = value;
    }
  }
  const narrow = below.map((row) => {
    const short = new Float64Array(row.length - 1);
    short.set(row.subarray(0, place));
    short.set(row.subarray(place + 1), place);
    return short;
  });
  return [...factor.slice(0, place), ...narrow];
}

/** Computes L⁻¹·right. */
export function forwardSolve(factor: RowCholesky, right: ArrayLike<number>): Float64Array {
  const solved = new Float64Array(factor.length);
  for (let row = 0; row < factor.length; row++) solved[row] = forwardStep(factor[row], solved, right[row]);
  return solved;
}

/** Computes the next number of {@link forwardSolve} from the earlier ones. */
export function forwardStep(row: Float64Array, solved: ArrayLike<number>, right: number): number {
  const last = row.length - 1;
  let value = right;
  for (let column = 0; column < last; column++) value -= row[column] * solved[column];
  return value / row[last];
}

/** Computes L⁻ᵀ·right. */
export function backwardSolve(factor: RowCholesky, right: ArrayLike<number>): Float64Array {
  const solved = Float64Array.from(right);
  for (let row = factor.length - 1; row >= 0; row--) {
    const numbers = factor[row];
    const value = solved[row] / numbers[row];
    solved[row] = value;
    for (let column = 0; column < row; column++) solved[column] -= numbers[column] * value;
  }
  return solved;
}

/** Computes an element of the diagonal of C⁻¹: the squared norm of a column of L⁻¹, which is 0 above the diagonal. */
export function inverseDiagonal(factor: RowCholesky, place: number): number {
  const column = new Float64Array(factor.length);
  let sum = 0;
  for (let row = place; row < factor.length; row++) {
    const numbers = factor[row];
    let value = row === place ? 1 : 0;
    for (let at = place; at < row; at++) value -= numbers[at] * column[at];
    column[row] = value / numbers[row];
    sum += column[row] ** 2;
  }
  return sum;
}
