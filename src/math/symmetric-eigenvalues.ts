import { internalError } from "../error.ts";

/**
 * Computes the eigenvalues of a symmetric matrix, in ascending order, by Householder tridiagonalization and the implicit QL
 * method (Golub & Van Loan, Matrix Computations, sections 8.3.1 and 8.3.5).
 *
 * @param matrix - `[width, width]`, row-major; not modified.
 */
export function symmetricEigenvalues(matrix: Float64Array, width: number): Float64Array {
  const { diagonal, beside } = tridiagonalize(Float64Array.from(matrix), width);
  // an absolute tolerance: with many eigenvalues of 0, QL would not converge on their rounding errors
  const nothing =
    Number.EPSILON * diagonal.reduce((most, value, at) => Math.max(most, Math.abs(value), Math.abs(beside[at])), 0);
  for (let first = 0; first < width; first++) {
    for (let round = 0; ; round++) {
      const last = blockEnd(diagonal, beside, first, nothing);
      if (last === first) break;
      if (round === 60) throw internalError("symmetricEigenvalues: no end in sight");
      qlSweep(diagonal, beside, first, last);
    }
  }
  return diagonal.sort();
}

/** Computes a tridiagonal matrix with the same eigenvalues; `beside[i]` is between `diagonal[i]` and `diagonal[i + 1]`. */
function tridiagonalize(a: Float64Array, width: number): { diagonal: Float64Array; beside: Float64Array } {
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
  }
  return { diagonal: Float64Array.from({ length: width }, (_, at) => a[at * (width + 1)]), beside };
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
function qlSweep(diagonal: Float64Array, beside: Float64Array, first: number, last: number): void {
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
  }
  diagonal[first] -= moved;
  beside[first] = bulge;
  beside[last] = 0;
}
