/**
 * Computes the eigenvectors of a symmetric matrix, each of length 1, in descending order of eigenvalues (Jacobi 1846; Golub &
 * Van Loan, Matrix Computations, section 8.5). The largest component of each is positive.
 *
 * @param matrix - `[side, side]`, row-major; not modified.
 */
export function eigenvectors(matrix: Float64Array, side: number): Float64Array[] {
  const a = Float64Array.from(matrix);
  const vectors = Array.from({ length: side }, (_, at) =>
    Float64Array.from({ length: side }, (_, k) => Number(k === at)),
  );
  const size = Math.hypot(...a);
  for (let sweep = 0; sweep < 60; sweep++) {
    let beside = 0;
    for (let p = 0; p < side; p++)
      for (let q = p + 1; q < side; q++) {
        beside = Math.max(beside, Math.abs(a[p * side + q]));
        turn(a, vectors, side, p, q);
      }
    if (beside <= 1e-14 * size) break;
  }
  return vectors
    .map((vector, at) => ({ vector, value: a[at * (side + 1)] }))
    .sort((one, other) => other.value - one.value)
    .map(({ vector }) => {
      const max = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
      return max < 0 ? vector.map((value) => -value) : vector;
    });
}

/** Rotates axes p and q so that the element between them becomes 0. */
function turn(a: Float64Array, vectors: readonly Float64Array[], side: number, p: number, q: number): void {
  const between = a[p * side + q];
  if (between === 0) return;
  const half = (a[q * (side + 1)] - a[p * (side + 1)]) / (2 * between);
  const tangent = (half < 0 ? -1 : 1) / (Math.abs(half) + Math.hypot(half, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  for (let k = 0; k < side; k++) {
    const [x, y] = [a[k * side + p], a[k * side + q]];
    a[k * side + p] = cosine * x - sine * y;
    a[k * side + q] = sine * x + cosine * y;
  }
  for (let k = 0; k < side; k++) {
    const [x, y] = [a[p * side + k], a[q * side + k]];
    a[p * side + k] = cosine * x - sine * y;
    a[q * side + k] = sine * x + cosine * y;
    const [u, v] = [vectors[p][k], vectors[q][k]];
    vectors[p][k] = cosine * u - sine * v;
    vectors[q][k] = sine * u + cosine * v;
  }
}
