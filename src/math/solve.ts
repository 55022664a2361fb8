import { cholesky } from "./cholesky.ts";

/** Computes root⁻¹ · vector, for a lower triangular root `[side, side]`. */
export function solveLower(root: Float64Array, vector: ArrayLike<number>): Float64Array {
  const side = vector.length;
  const solution = Float64Array.from(vector);
  for (let row = 0; row < side; row++) {
    for (let k = 0; k < row; k++) solution[row] -= root[row * side + k] * solution[k];
    solution[row] /= root[row * side + row];
  }
  return solution;
}

/** Computes root⁻ᵀ · vector, for a lower triangular root `[side, side]`. */
export function solveUpper(root: Float64Array, vector: ArrayLike<number>): Float64Array {
  const side = vector.length;
  const solution = Float64Array.from(vector);
  for (let row = side - 1; row >= 0; row--) {
    for (let k = row + 1; k < side; k++) solution[row] -= root[k * side + row] * solution[k];
    solution[row] /= root[row * side + row];
  }
  return solution;
}

/** Computes matrix⁻¹ · vector, for a positive definite matrix `[side, side]`. */
export function solvePositiveDefinite(matrix: Float64Array, vector: ArrayLike<number>): Float64Array {
  const root = cholesky(matrix, vector.length);
  return solveUpper(root, solveLower(root, vector));
}
