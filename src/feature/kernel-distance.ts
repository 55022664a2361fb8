import { internal } from "../error.ts";
import type { Features } from "./features.ts";

/**
 * How alike all pictures of two sets are, by the kernel (x·y / width + 1)³: what {@link kernelDistance} is made from.
 */
export interface KernelMatrices {
  /** `[a, a]`, `[b, b]` and `[a, b]`, row-major. */
  readonly within: readonly [Float32Array, Float32Array];
  readonly between: Float32Array;
  readonly counts: readonly [number, number];
}

/** Compares every picture with every other. */
export function kernelMatrices(a: Features, b: Features): KernelMatrices {
  return { within: [kernel(a, a), kernel(b, b)], between: kernel(a, b), counts: [a.count, b.count] };
}

/**
 * The squared maximum mean discrepancy of two sets, without bias (Gretton et al. 2012, equation 4): of features and
 * with this kernel, this is what the KID is (Bińkowski et al. 2018), in another feature space. It is 0 on average for
 * equal distributions, whatever the counts are, so it can be a little below 0.
 *
 * @param picks - which pictures of each set, with repetition; default: all. A picture is never compared with itself.
 */
export function kernelDistance(
  { within, between, counts }: KernelMatrices,
  ...picks: readonly [] | readonly [Uint32Array, Uint32Array]
): number {
  const [a, b] = counts.map((count, set) => weights(count, picks[set]));
  return meanOfOthers(within[0], a) + meanOfOthers(within[1], b) - 2 * meanOfPairs(between, a, b);
}

function kernel(a: Features, b: Features): Float32Array {
  if (a.width !== b.width) throw internal(`kernelDistance: features of width ${a.width} and ${b.width}`);
  const { width } = a;
  const alike = new Float32Array(a.count * b.count);
  for (let row = 0; row < a.count; row++) {
    for (let column = a === b ? row : 0; column < b.count; column++) {
      let product = 0;
      for (let at = 0, x = row * width, y = column * width; at < width; at++)
        product += a.values[x + at] * b.values[y + at];
      const value = (product / width + 1) ** 3;
      alike[row * b.count + column] = value;
      if (a === b) alike[column * b.count + row] = value;
    }
  }
  return alike;
}

/** How often each picture was picked. */
function weights(count: number, picks: Uint32Array | undefined): Float64Array {
  if (!picks) return new Float64Array(count).fill(1);
  const times = new Float64Array(count);
  for (const pick of picks) times[pick]++;
  return times;
}

function meanOfOthers(alike: Float32Array, times: Float64Array): number {
  const count = times.length;
  let [sum, pairs] = [0, 0];
  for (let row = 0; row < count; row++) {
    if (times[row] === 0) continue;
    let [along, others] = [0, 0];
    for (let column = 0; column < count; column++) {
      if (column === row) continue;
      along += alike[row * count + column] * times[column];
      others += times[column];
    }
    sum += along * times[row];
    pairs += others * times[row];
  }
  return sum / pairs;
}

function meanOfPairs(alike: Float32Array, rows: Float64Array, columns: Float64Array): number {
  let [sum, pairs] = [0, 0];
  for (let row = 0; row < rows.length; row++) {
    let [along, others] = [0, 0];
    for (let column = 0; column < columns.length; column++) {
      along += alike[row * columns.length + column] * columns[column];
      others += columns[column];
    }
    sum += along * rows[row];
    pairs += others * rows[row];
  }
  return sum / pairs;
}
