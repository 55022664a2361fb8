import type { Features } from "./features.ts";
import type { DistanceMatrix, PairDistances } from "./pair-distances.ts";

/** Kernel matrices of two sets, for the kernel (x·y / width + 1)³ of {@link kernelDistance}. */
export interface KernelMatrices {
  /** Matrices within each set: `[real, real]` and `[generated, generated]`, row-major. */
  readonly within: readonly [Float32Array, Float32Array];
  /** Matrix between the sets: `[generated, real]`, row-major. */
  readonly between: Float32Array;
  readonly counts: readonly [number, number];
}

/** Computes the kernel of all pairs from their distances: x·y = (|x|² + |y|² − |x − y|²) / 2. */
export function kernelMatrices(real: Features, generated: Features, distances: PairDistances): KernelMatrices {
  const [a, b] = [squares(real), squares(generated)];
  const kernel = ({ values, rows, columns }: DistanceMatrix, left: Float64Array, right: Float64Array): Float32Array => {
    const alike = new Float32Array(values.length);
    for (let row = 0, at = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, at++) {
        const near = (left[row] + right[column] - values[at]) / (2 * real.width) + 1;
        alike[at] = near * near * near;
      }
    }
    return alike;
  };
  return {
    within: [kernel(distances.real, a, a), kernel(distances.generated, b, b)],
    between: kernel(distances.between, b, a),
    counts: [real.count, generated.count],
  };
}

/**
 * Computes the unbiased squared maximum mean discrepancy of two sets (Gretton et al. 2012, equation 4). The KID
 * (Bińkowski et al. 2018) is this value in the feature space of Inception; we differ: another feature space. 0 on
 * average for equal distributions at any counts, and possibly slightly negative.
 *
 * @param picks - row indices into each set, with repetition; default: all. A picture is never compared with itself.
 */
export function kernelDistance(
  { within, between, counts }: KernelMatrices,
  ...picks: readonly [] | readonly [Uint32Array, Uint32Array]
): number {
  const [a, b] = counts.map((count, set) => weights(count, picks[set]));
  return meanOfOthers(within[0], a) + meanOfOthers(within[1], b) - 2 * meanOfPairs(between, b, a);
}

/** Computes |x|² of every point. */
function squares({ values, count, width }: Features): Float64Array {
  const sums = new Float64Array(count);
  for (let at = 0; at < count * width; at++) sums[Math.floor(at / width)] += values[at] * values[at];
  return sums;
}

/** Counts the picks of each picture; 1 each without picks. */
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
