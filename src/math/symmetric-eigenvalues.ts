import { internalError } from "../error.ts";

/**
 * The eigenvalues of a symmetric matrix, in ascending order: reflections bring it to three diagonals (Householder
 * 1958), rotations to one (the implicit QL method; Golub & Van Loan, Matrix Computations, sections 8.3.1 and 8.3.5).
 *
 * @param matrix - `[width, width]`, row-major; is left as it is.
 */
export function symmetricEigenvalues(matrix: Float64Array, width: number): Float64Array {
  const { diagonal, beside } = tridiagonalize(Float64Array.from(matrix), width);
  // where many eigenvalues are 0, what rounding left of them has no end of its own
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

/** Three diagonals with the same eigenvalues; `beside[i]` stands between `diagonal[i]` and `diagonal[i + 1]`. */
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
    const target = normal[start] > 0 ? -Math.sqrt(length) : Math.sqrt(length); // away from it: nothing cancels
    beside[column] = target;
    length -= normal[start] * target; // half the squared length of what follows
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

/** The last place of the block that begins at `first`: there, the number beside the diagonal has vanished. */
function blockEnd(diagonal: Float64Array, beside: Float64Array, first: number, nothing: number): number {
  let last = first;
  while (last < diagonal.length - 1) {
    const scale = Math.abs(diagonal[last]) + Math.abs(diagonal[last + 1]);
    if (Math.abs(beside[last]) <= Math.max(nothing, Number.EPSILON * scale)) break;
    last++;
  }
  return last;
}

/** One QL step with Wilkinson's shift on a block: a bump is chased from its lower end to its upper one. */
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
      return; // it has fallen into two blocks
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
