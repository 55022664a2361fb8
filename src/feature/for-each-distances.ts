import { internalError } from "../error.ts";
import type { Features } from "./features.ts";

/**
 * Visits every point of `from` with its squared distances to all points of `to`.
 *
 * @param visit - called once per row of `from`; `distances` is `[to.count]` and is reused for later rows.
 */
export function forEachDistances(
  from: Features,
  to: Features,
  visit: (row: number, distances: Float64Array) => void,
): void {
  if (from.width !== to.width) throw internalError(`features of width ${from.width} and ${to.width}`);
  const { width } = from;
  const buffers = Array.from({ length: 4 }, () => new Float64Array(to.count));
  for (let first = 0; first < from.count; first += 4) {
    // four points at a time, for instruction-level parallelism; the last point may be repeated
    const [a, b, c, d] = buffers.map((_, at) => {
      const row = Math.min(first + at, from.count - 1);
      return Float64Array.from(from.values.subarray(row * width, (row + 1) * width));
    });
    for (let other = 0; other < to.count; other++) {
      let toA = 0;
      let toB = 0;
      let toC = 0;
      let toD = 0;
      for (let at = 0, place = other * width; at < width; at++, place++) {
        const value = to.values[place];
        const byA = a[at] - value;
        const byB = b[at] - value;
        const byC = c[at] - value;
        const byD = d[at] - value;
        toA += byA * byA;
        toB += byB * byB;
        toC += byC * byC;
        toD += byD * byD;
      }
      buffers[0][other] = toA;
      buffers[1][other] = toB;
      buffers[2][other] = toC;
      buffers[3][other] = toD;
    }
    for (let at = 0; at < 4 && first + at < from.count; at++) visit(first + at, buffers[at]);
  }
}
