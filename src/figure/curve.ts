import type { Text } from "../error.ts";

/** Quantity logged during training. */
export interface Curve {
  readonly name: Text | string;
  /** `[time, value]` in order of time; time is images seen, or steps. Values that are not finite leave a gap. */
  readonly points: readonly (readonly [number, number])[];
}

/** Point of a line; a NaN `value` breaks the line. */
export interface CurvePoint {
  readonly at: number;
  readonly value: number;
}

/**
 * Smooths a curve by local linear regression: at every point, the least-squares line of its neighbours, a thirtieth of
 * the curve to either side. Unlike a moving average it neither lags nor bends at the ends.
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
    // At the ends the window keeps its length: a shorter one would follow the noise.
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

/** Thins a curve to about `2 × count` points: minimum and maximum of every interval, so that spikes survive. */
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

/** Returns minimum and maximum. Long runs have more values than a function takes arguments. */
export function extent(values: readonly number[]): [number, number] {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return [least, greatest];
}

/** Returns the quantile of sorted values at `share`, 0–1. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))];
}
