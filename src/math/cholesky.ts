/**
 * Computes the Cholesky factor, the lower triangular L with L·Lᵀ = matrix; columns without variance are 0.
 *
 * @param matrix - `[width, width]`, row-major, symmetric and positive semidefinite; only its lower half is read.
 * @returns `[width, width]`, row-major.
 */
export function cholesky(matrix: Float64Array, width: number): Float64Array {
  const root = new Float64Array(width * width);
  let most = 0;
  for (let at = 0; at < width; at++) most = Math.max(most, matrix[at * (width + 1)]);
  for (let column = 0; column < width; column++) {
    for (let row = column; row < width; row++) {
      let rest = matrix[row * width + column];
      for (let at = 0; at < column; at++) rest -= root[row * width + at] * root[column * width + at];
      if (row === column && rest <= 1e-13 * most) break;
      root[row * width + column] = row === column ? Math.sqrt(rest) : rest / root[column * (width + 1)];
    }
  }
  return root;
}
