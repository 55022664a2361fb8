import type { Text } from "../error.ts";

/** A quantity that training logged. */
export interface Curve {
  readonly name: Text | string;
  /** `[when, value]`, in order of time; when is pictures seen or steps. Values that are not finite leave a gap. */
  readonly points: readonly (readonly [number, number])[];
}

/** A point of a line; `value` is NaN where the line is broken. */
export interface CurvePoint {
  readonly at: number;
  readonly value: number;
}

/**
 * The curve without its noise: at every point the line that fits its neighbours best, a thirtieth of the curve to
 * either side. Unlike a running average it neither lags behind nor bends at the ends.
 */
export function smooth(points: readonly (readonly [number, number])[]): CurvePoint[] {
  const finite = points.filter(([, value]) => Number.isFinite(value));
  const reach = Math.floor(finite.length / 30);
  const sums = new Float64Array(finite.length + 1);
  const prefixSums = new Float64Array(finite.length + 1);
  finite.forEach(([, value], index) => {
    sums[index + 1] = sums[index] + value;
    prefixSums[index + 1] = prefixSums[index] + index * value;
  });
  return finite.map(([at], index) => {
    // At the ends the stretch keeps its length: a short one would follow the noise.
    const from = Math.max(0, Math.min(index - reach, finite.length - 2 * reach - 1));
    const to = Math.min(finite.length, from + 2 * reach + 1);
    const count = to - from;
    const middle = (from + to - 1) / 2;
    const mean = (sums[to] - sums[from]) / count;
    const spread = (count * (count * count - 1)) / 12;
    const slope = spread > 0 ? (prefixSums[to] - prefixSums[from] - middle * count * mean) / spread : 0;
    return { at, value: mean + slope * (index - middle) };
  });
}

/** At most about `2 × count` points: the smallest and the largest of every stretch, so that no spike is lost. */
export function thin(points: readonly CurvePoint[], count = 500): CurvePoint[] {
  if (points.length <= 2 * count) return [...points];
  const thinned: CurvePoint[] = [];
  for (let part = 0; part < count; part++) {
    const from = Math.floor((part * points.length) / count);
    const to = Math.floor(((part + 1) * points.length) / count);
    let [low, high] = [from, from];
    for (let index = from; index < to; index++) {
      if (points[index].value < points[low].value) low = index;
      if (points[index].value > points[high].value) high = index;
    }
    thinned.push(points[Math.min(low, high)]);
    if (low !== high) thinned.push(points[Math.max(low, high)]);
  }
  return thinned;
}

/** The least and the greatest value. A long run has more of them than a function takes arguments. */
export function extent(values: readonly number[]): [number, number] {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return [least, greatest];
}

/** The value below which a share of the sorted values lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))];
}
