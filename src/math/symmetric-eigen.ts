import { internalError } from "../error.ts";

/**
 * Computes the eigenvalues of a symmetric matrix, in ascending order.
 *
 * @param matrix - `[width, width]`, row-major; not modified.
 */
export function symmetricEigenvalues(matrix: Float64Array, width: number): Float64Array {
  return diagonalize(matrix, width).sort();
}

/**
 * Computes the eigenvectors of a symmetric matrix, each of length 1, in descending order of eigenvalues. The largest
 * component of each is positive.
 *
 * @param matrix - `[width, width]`, row-major; not modified.
 */
export function symmetricEigenvectors(matrix: Float64Array, width: number): Float64Array[] {
  const vectors = Array.from({ length: width }, (_, at) =>
    Float64Array.from({ length: width }, (_, axis) => Number(axis === at)),
  );
  const values = diagonalize(matrix, width, vectors);
  return vectors
    .map((vector, at) => ({ vector, value: values[at] }))
    .sort((one, other) => other.value - one.value)
    .map(({ vector }) => {
      const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
      return largest < 0 ? vector.map((value) => -value) : vector;
    });
}

/**
 * Computes the eigenvalues of a symmetric matrix by Householder tridiagonalization and the implicit QL method (Golub & Van
 * Loan, Matrix Computations, sections 8.3.1 and 8.3.5).
 *
 * @param vectors - unit vectors, which become the eigenvectors. Default: none.
 */
function diagonalize(matrix: Float64Array, width: number, vectors?: readonly Float64Array[]): Float64Array {
  const { diagonal, beside } = tridiagonalize(Float64Array.from(matrix), width, vectors);
  // an absolute tolerance: with many eigenvalues of 0, QL would not converge on their rounding errors
  const nothing =
    Number.EPSILON * diagonal.reduce((most, value, at) => Math.max(most, Math.abs(value), Math.abs(beside[at])), 0);
  for (let first = 0; first < width; first++) {
    for (let round = 0; ; round++) {
      const last = blockEnd(diagonal, beside, first, nothing);
      if (last === first) break;
      if (round === 60) throw internalError("symmetric eigenvalues: no end in sight");
      qlSweep(diagonal, beside, first, last, vectors);
    }
  }
  return diagonal;
}

/** Computes a tridiagonal matrix with the same eigenvalues; `beside[i]` is between `diagonal[i]` and `diagonal[i + 1]`. */
function tridiagonalize(
  a: Float64Array,
  width: number,
  vectors?: readonly Float64Array[],
): { diagonal: Float64Array; beside: Float64Array } {
  const beside = new Float64Array(width);
  const normal = new Float64Array(width);
  const change = new Float64Array(width);
  for (let column = 0; column < width - 1; column++) {
    const start = column + 1;
    let length = 0;
    for (let row = start; row < width; row++) {
      normal[row] = a[row * width + column];
      length += normal[row] ** 2;
    }
    const target = normal[start] > 0 ? -Math.sqrt(length) : Math.sqrt(length); // of the opposite sign, so that nothing cancels
    beside[column] = target;
    length -= normal[start] * target; // half the squared length of the reflected vector
    normal[start] -= target;
    if (length === 0) continue;
    // the rest becomes R·rest·R with the reflection R = 1 − normal·normalᵀ / length
    let along = 0;
    for (let row = start; row < width; row++) {
      let sum = 0;
      for (let at = start; at < width; at++) sum += a[row * width + at] * normal[at];
      change[row] = sum / length;
      along += change[row] * normal[row];
    }
    for (let row = start; row < width; row++) change[row] -= (along / (2 * length)) * normal[row];
    for (let row = start; row < width; row++) {
      const [n, c] = [normal[row], change[row]];
      for (let at = start; at < width; at++) a[row * width + at] -= n * change[at] + c * normal[at];
    }
    if (vectors) reflect(vectors, normal, start, length);
  }
  return { diagonal: Float64Array.from({ length: width }, (_, at) => a[at * (width + 1)]), beside };
}

/** Multiplies vectors, as the rows of a matrix, by 1 − normal·normalᵀ / length from the left. */
function reflect(vectors: readonly Float64Array[], normal: Float64Array, start: number, length: number): void {
  const along = new Float64Array(normal.length);
  for (let row = start; row < normal.length; row++)
    for (let axis = 0; axis < normal.length; axis++) along[axis] += normal[row] * vectors[row][axis];
  for (let row = start; row < normal.length; row++)
    for (let axis = 0; axis < normal.length; axis++) vectors[row][axis] -= (normal[row] / length) * along[axis];
}

/** Finds the last index of the block that begins at `first`, where the off-diagonal element is negligible. */
function blockEnd(diagonal: Float64Array, beside: Float64Array, first: number, nothing: number): number {
  let last = first;
  while (last < diagonal.length - 1) {
    const scale = Math.abs(diagonal[last]) + Math.abs(diagonal[last + 1]);
    if (Math.abs(beside[last]) <= Math.max(nothing, Number.EPSILON * scale)) break;
    last++;
  }
  return last;
}

/** Runs one QL step with Wilkinson's shift on a block: chases the bulge from its lower end to its upper one. */
function qlSweep(
  diagonal: Float64Array,
  beside: Float64Array,
  first: number,
  last: number,
  vectors?: readonly Float64Array[],
): void {
  const half = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]);
  const shift = diagonal[first] - beside[first] / (half + Math.sign(half || 1) * Math.hypot(half, 1));
  let bulge = diagonal[last] - shift;
  let [sine, cosine, moved] = [1, 1, 0];
  for (let at = last - 1; at >= first; at--) {
    const [outer, inner] = [sine * beside[at], cosine * beside[at]];
    const radius = Math.hypot(outer, bulge);
    beside[at + 1] = radius;
    if (radius === 0) {
      diagonal[at + 1] -= moved;
      beside[last] = 0;
      return; // the block has split
    }
    sine = outer / radius;
    cosine = bulge / radius;
    const level = diagonal[at + 1] - moved;
    const turn = (diagonal[at] - level) * sine + 2 * cosine * inner;
    moved = sine * turn;
    diagonal[at + 1] = level + moved;
    bulge = cosine * turn - inner;
    if (vectors) rotate(vectors[at], vectors[at + 1], sine, cosine);
  }
  diagonal[first] -= moved;
  beside[first] = bulge;
  beside[last] = 0;
}

/** Rotates two vectors into each other. */
function rotate(one: Float64Array, other: Float64Array, sine: number, cosine: number): void {
  for (let axis = 0; axis < one.length; axis++) {
    const [a, b] = [one[axis], other[axis]];
    other[axis] = sine * a + cosine * b;
    one[axis] = cosine * a - sine * b;
  }
}
