/**
 * The lower triangular root of a symmetric matrix: root · rootᵀ is the matrix.
 *
 * @param matrix - `[side, side]`, row-major, positive definite; its lower half is read.
 */
export function cholesky(matrix: Float64Array, side: number): Float64Array {
  const root = new Float64Array(side * side);
  for (let row = 0; row < side; row++)
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * side + column];
      for (let k = 0; k < column; k++) rest -= root[row * side + k] * root[column * side + k];
      root[row * side + column] =
        row === column ? Math.sqrt(Math.max(rest, Number.EPSILON)) : rest / root[column * side + column];
    }
  return root;
}

/** root⁻¹ · vector. */
export function solveLower(root: Float64Array, vector: ArrayLike<number>): Float64Array {
  const side = vector.length;
  const solution = Float64Array.from(vector);
  for (let row = 0; row < side; row++) {
    for (let k = 0; k < row; k++) solution[row] -= root[row * side + k] * solution[k];
    solution[row] /= root[row * side + row];
  }
  return solution;
}

/** root⁻ᵀ · vector. */
export function solveUpper(root: Float64Array, vector: ArrayLike<number>): Float64Array {
  const side = vector.length;
  const solution = Float64Array.from(vector);
  for (let row = side - 1; row >= 0; row--) {
    for (let k = row + 1; k < side; k++) solution[row] -= root[k * side + row] * solution[k];
    solution[row] /= root[row * side + row];
  }
  return solution;
}

/** matrix⁻¹ · vector, of a matrix as for {@link cholesky}. */
export function solve(matrix: Float64Array, vector: ArrayLike<number>): Float64Array {
  const root = cholesky(matrix, vector.length);
  return solveUpper(root, solveLower(root, vector));
}
