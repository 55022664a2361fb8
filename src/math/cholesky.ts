import { internalError } from "../error.ts";

/**
 * Lower triangular matrix as rows of growing length: row i has i + 1 numbers. Rows are immutable, so a longer factor shares
 * them with the shorter one.
 */
export type LowerTriangle = readonly Float64Array[];

/**
 * Computes the Cholesky factor, the lower triangular L with L·Lᵀ = matrix; columns without variance are 0.
 *
 * @param matrix - `[width, width]`, row-major, symmetric and positive semidefinite; only its lower half is read.
 */
export function cholesky(matrix: Float64Array, width: number): LowerTriangle {
  const factor: Float64Array[] = [];
  let most = 0;
  for (let at = 0; at < width; at++) most = Math.max(most, matrix[at * (width + 1)]);
  for (let row = 0; row < width; row++) {
    const own = new Float64Array(row + 1);
    for (let column = 0; column <= row; column++) {
      const other = column < row ? factor[column] : own;
      let rest = matrix[row * width + column];
      for (let at = 0; at < column; at++) rest -= own[at] * other[at];
      if (column === row) own[row] = rest > 1e-13 * most ? Math.sqrt(rest) : 0;
      else if (other[column] !== 0) own[column] = rest / other[column];
    }
    factor.push(own);
  }
  return factor;
}

/**
 * Appends an observation to the factor, in O(n²) (Golub & Van Loan, Matrix Computations, section 4.2).
 *
 * @param covariances - covariances with the earlier observations, `[n]`.
 * @param variance - variance of the new observation, noise included.
 * @throws Error (internal) when the extended covariance is not positive definite.
 */
export function appendCholeskyRow(factor: LowerTriangle, covariances: Float64Array, variance: number): LowerTriangle {
  const solved = solveLower(factor, covariances);
  let left = variance;
  for (const value of solved) left -= value * value;
  if (!(left > 0)) throw internalError("appendCholeskyRow: a covariance without a root");
  const row = new Float64Array(factor.length + 1);
  row.set(solved);
  row[factor.length] = Math.sqrt(left);
  return [...factor, row];
}

/**
 * Removes an observation from the factor, in O(n²): rows above stay, rows below get a rank-one update (Golub & Van Loan,
 * section 6.5.4).
 */
export function removeCholeskyRow(factor: LowerTriangle, place: number): LowerTriangle {
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

/** Computes L⁻¹·right. A pivot of 0, a column without variance, counts as 1. */
export function solveLower(factor: LowerTriangle, right: ArrayLike<number>): Float64Array {
  const solved = new Float64Array(factor.length);
  for (let row = 0; row < factor.length; row++) solved[row] = solveLowerStep(factor[row], solved, right[row]);
  return solved;
}

/** Computes the next number of {@link solveLower} from the earlier ones. */
export function solveLowerStep(row: Float64Array, solved: ArrayLike<number>, right: number): number {
  const last = row.length - 1;
  let value = right;
  for (let column = 0; column < last; column++) value -= row[column] * solved[column];
  return value / (row[last] || 1);
}

/** Computes L⁻ᵀ·right. */
export function solveUpper(factor: LowerTriangle, right: ArrayLike<number>): Float64Array {
  const solved = Float64Array.from(right);
  for (let row = factor.length - 1; row >= 0; row--) {
    const numbers = factor[row];
    const value = solved[row] / numbers[row];
    solved[row] = value;
    for (let column = 0; column < row; column++) solved[column] -= numbers[column] * value;
  }
  return solved;
}

/** Computes offset + L·vector. */
export function multiplyLower(
  factor: LowerTriangle,
  vector: ArrayLike<number>,
  offset: ArrayLike<number>,
): Float64Array {
  return Float64Array.from(factor, (numbers, row) => {
    let value = offset[row];
    for (let column = 0; column <= row; column++) value += numbers[column] * vector[column];
    return value;
  });
}

/** Returns a lower triangle as a full matrix, `[side, side]`, row-major. */
export function denseLower(factor: LowerTriangle): Float64Array {
  const side = factor.length;
  const dense = new Float64Array(side * side);
  factor.forEach((row, at) => dense.set(row, at * side));
  return dense;
}

/** Computes matrix⁻¹ · vector, for a positive definite matrix `[side, side]`. */
export function solvePositiveDefinite(matrix: Float64Array, vector: ArrayLike<number>): Float64Array {
  const factor = cholesky(matrix, vector.length);
  return solveUpper(factor, solveLower(factor, vector));
}

/**
 * Inverts a positive definite matrix.
 *
 * @param matrix - `[side, side]`, row-major; only its lower half is read.
 * @returns the lower half of the inverse, `[side, side]`, row-major.
 * @throws Error (internal) when the matrix is not positive definite.
 */
export function invertPositiveDefinite(matrix: Float64Array, side: number): Float64Array {
  const factor = cholesky(matrix, side);
  if (factor.some((row) => row[row.length - 1] === 0)) throw internalError("invertPositiveDefinite: no such matrix");
  const root = new Float64Array(side * side); // L⁻¹, transposed: row i is its column i
  for (let column = 0; column < side; column++) {
    const start = column * side;
    root[start + column] = 1 / factor[column][column];
    for (let row = column + 1; row < side; row++) {
      const numbers = factor[row];
      let value = 0;
      for (let at = column; at < row; at++) value -= numbers[at] * root[start + at];
      root[start + row] = value / numbers[row];
    }
  }
  const inverse = new Float64Array(side * side);
  for (let row = 0; row < side; row++)
    for (let column = 0; column <= row; column++) {
      let value = 0;
      for (let at = row; at < side; at++) value += root[row * side + at] * root[column * side + at];
      inverse[row * side + column] = value;
    }
  return inverse;
}

/** Computes an element of the diagonal of C⁻¹: the squared norm of a column of L⁻¹, which is 0 above the diagonal. */
export function inverseDiagonal(factor: LowerTriangle, place: number): number {
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
