import { downsample, type PictureSet } from "../feature/index.ts";
import { random } from "../tensor/index.ts";

/** Groups of near-duplicates among pictures; see {@link findNearDuplicates}. */
export interface NearDuplicates {
  /** Number of the group of each picture, `[count]`; a picture that is like no other is its own group. */
  readonly groups: Float32Array;
  /** Number of pictures that are like another. */
  readonly pictures: number;
  /** Number of groups of at least two pictures. */
  readonly bursts: number;
}

/** Options of {@link findNearDuplicates}. */
export interface FindNearDuplicatesOptions {
  /** Callback with the number of pictures that were compared. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Returns whether the time for it is up. Default: never. */
  readonly isStopped?: () => boolean;
  readonly signal?: AbortSignal;
}

/** Most pictures that are compared: 1,000 took four seconds on a busy machine. */
const maxPictures = 10_000;
/** Most places along a side of a picture, and cells along a side of its fingerprint. */
const [maxSide, cells] = [32, 8] as const;
/** Largest shift between two photographs, as a share of the side. */
const maxShift = 0.05;
/** Most candidates of a picture by fingerprint that are compared in detail. */
const maxCandidates = 16;
/**
 * Least correlation, and largest mean difference of any block of an eighth of the side: in levels of 255, and as a share of
 * that of usual pairs of the set.
 */
const [minCorrelation, maxDifference, maxShare] = [0.85, 8, 0.3] as const;
/** Random pairs that tell the usual difference. */
const usualPairs = 200;

/**
 * Finds pictures that show the same thing in the same way, such as a burst of a camera: equal but for a small shift,
 * brightness, contrast and noise. A single block that differs, such as other eyes in the same face, is enough to tell two
 * apart; and the difference is small beside that of usual pairs, so that parts which always look alike are no group. Turns
 * and larger shifts are not noticed. Likeness is passed on: the first and the last frame of a film are one group.
 *
 * Pictures of one colour are like no other.
 *
 * @param set - pictures.
 * @param options - progress, end and cancellation.
 * @returns groups for `fitAnomalyModel`; undefined for more than 10,000 pictures, or where the time was up.
 *
 * @example
 * ```ts
 * const found = await anomaly.findNearDuplicates(sushi);
 * found?.pictures; // 0: each is drawn by itself
 * ```
 */
export async function findNearDuplicates(
  set: PictureSet,
  { onProgress, isStopped, signal }: FindNearDuplicatesOptions = {},
): Promise<NearDuplicates | undefined> {
  const { count } = set;
  if (count > maxPictures) return undefined;
  const pictures = await readNormalized(set, signal);
  const fingerprints = fingerprintsOf(pictures);
  const most = Math.min(maxDifference, maxShare * usualDifference(pictures));
  const parents = Uint32Array.from({ length: count }, (_, at) => at);
  const rootOf = (at: number): number => {
    while (parents[at] !== at) at = parents[at] = parents[parents[at]];
    return at;
  };
  for (let at = 0; at < count; at++) {
    if (at % 64 === 0) {
      signal?.throwIfAborted();
      if (isStopped?.()) return undefined;
      onProgress?.(at, count);
      await new Promise((turn) => setTimeout(turn, 0)); // the page and Ctrl-C get their turn
    }
    for (const other of nearestFingerprints(fingerprints, at, count))
      if (rootOf(at) !== rootOf(other) && worstDifference(pictures, at, other) <= most)
        parents[rootOf(at)] = rootOf(other);
  }
  const groups = Float32Array.from(parents, (_, at) => rootOf(at));
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const bursts = [...sizes.values()].filter((size) => size > 1);
  return { groups, pictures: bursts.reduce((sum, size) => sum + size, 0), bursts: bursts.length };
}

/** Pictures of mean 0 and standard deviation 1, reduced. */
interface NormalizedPictures {
  /** `[count, channels, side, side]`, in thirty-seconds. */
  readonly values: Int8Array;
  /** Standard deviation of each before, in levels of 255. */
  readonly levels: Float32Array;
  /** Mean of all pictures, `[channels, side, side]`, in thirty-seconds. */
  readonly mean: Float32Array;
  readonly channels: number;
  readonly side: number;
}

/** Steps of a standard deviation: values beyond four are cut. */
const steps = 32;

async function readNormalized(
  { count, size, channels, batch }: PictureSet,
  signal?: AbortSignal,
): Promise<NormalizedPictures> {
  const side = Math.min(size, maxSide);
  const each = channels * side * side;
  const values = new Int8Array(count * each);
  const levels = new Float32Array(count);
  const mean = new Float32Array(each);
  for (let from = 0; from < count; from += 32) {
    signal?.throwIfAborted();
    const indices = Array.from({ length: Math.min(32, count - from) }, (_, at) => from + at);
    const reduced = downsample(await batch(indices), indices.length * channels, size, side);
    for (const [at, index] of indices.entries()) {
      const picture = reduced.subarray(at * each, (at + 1) * each);
      let [sum, squares] = [0, 0];
      for (const value of picture) {
        sum += value;
        squares += value * value;
      }
      const std = Math.sqrt(Math.max(0, squares / each - (sum / each) ** 2));
      levels[index] = 127.5 * std;
      for (let place = 0; place < each; place++) {
        const value = std > 0 ? (steps * (picture[place] - sum / each)) / std : 0;
        values[index * each + place] = Math.max(-127, Math.min(127, Math.round(value)));
        mean[place] += values[index * each + place] / count;
      }
    }
  }
  return { values, levels, mean, channels, side };
}

/** Returns unit vectors of what each picture differs from the mean in, `[count, channels · cells²]`. */
function fingerprintsOf({ values, levels, mean, channels, side }: NormalizedPictures): Float32Array {
  const each = mean.length;
  const grid = Math.min(cells, side);
  const width = channels * grid * grid;
  const made = new Float32Array(levels.length * width);
  for (let at = 0; at < levels.length; at++) {
    const own = mean.map((value, place) => values[at * each + place] - value);
    const print = downsample(own, channels, side, grid);
    const length = Math.hypot(...print) || 1;
    made.set(
      print.map((value) => value / length),
      at * width,
    );
  }
  return made;
}

/** Lists the pictures before `at` with the fingerprints most like its own. */
function nearestFingerprints(prints: Float32Array, at: number, count: number): number[] {
  const width = prints.length / count;
  const near: { readonly other: number; readonly likeness: number }[] = [];
  for (let other = 0; other < at; other++) {
    let likeness = 0;
    for (let place = 0; place < width; place++) likeness += prints[at * width + place] * prints[other * width + place];
    if (near.length === maxCandidates && likeness <= near[maxCandidates - 1].likeness) continue;
    near.push({ other, likeness });
    near.sort((a, b) => b.likeness - a.likeness);
    near.length = Math.min(near.length, maxCandidates);
  }
  return near.map(({ other }) => other);
}

/** Returns how far two pictures differ where they differ most, in levels of 255; Infinity where they do not correlate. */
function worstDifference({ values, levels, mean, channels, side }: NormalizedPictures, a: number, b: number): number {
  const each = mean.length;
  const [first, second] = [a, b].map((at) => values.subarray(at * each, (at + 1) * each));
  const level = Math.min(levels[a], levels[b]);
  if (level < 1) return Infinity; // of one colour
  const reach = Math.max(1, Math.round(maxShift * side));
  let best = { correlation: -1, down: 0, across: 0 };
  for (let down = -reach; down <= reach; down++)
    for (let across = -reach; across <= reach; across++) {
      const correlation = shiftedCorrelation(first, second, side, { down, across });
      if (correlation > best.correlation) best = { correlation, down, across };
    }
  if (best.correlation < minCorrelation) return Infinity;
  const differences = differencesOf(first, second, { channels, side, ...best });
  return (Math.max(...blockMeans(differences, channels, side)) * level) / steps;
}

/** Returns the median of the differences of random pairs. Pairs that do not correlate differ most. */
function usualDifference(pictures: NormalizedPictures): number {
  const { length: count } = pictures.levels;
  const stream = random(1, "near-duplicates");
  const all = Array.from({ length: usualPairs }, () => {
    const first = stream.integer(count);
    return worstDifference(pictures, first, (first + 1 + stream.integer(Math.max(1, count - 1))) % count);
  });
  return all.sort((a, b) => a - b)[usualPairs / 2];
}

/** Shift of the second picture against the first, in places. */
interface Shift {
  readonly down: number;
  readonly across: number;
}

/** Correlates the first planes where they overlap; every channel sees the same shift. */
function shiftedCorrelation(one: Int8Array, two: Int8Array, side: number, { down, across }: Shift): number {
  let [count, sumOne, sumTwo, squaresOne, squaresTwo, products] = [0, 0, 0, 0, 0, 0];
  for (let row = Math.max(0, down); row < Math.min(side, side + down); row++)
    for (let column = Math.max(0, across); column < Math.min(side, side + across); column++) {
      const [x, y] = [one[row * side + column], two[(row - down) * side + column - across]];
      count++;
      sumOne += x;
      sumTwo += y;
      squaresOne += x * x;
      squaresTwo += y * y;
      products += x * y;
    }
  const scale = (squaresOne - sumOne ** 2 / count) * (squaresTwo - sumTwo ** 2 / count);
  return scale > 0 ? (products - (sumOne * sumTwo) / count) / Math.sqrt(scale) : 0;
}

/**
 * Subtracts the second picture from the first where both are, 0 elsewhere. The rest of the shift, less than a place, is
 * removed by least squares on the slopes of the picture (Lucas & Kanade 1981).
 */
function differencesOf(
  first: Int8Array,
  second: Int8Array,
  { channels, side, down, across }: Shift & { readonly channels: number; readonly side: number },
): Float32Array {
  const made = new Float32Array(first.length);
  const slopes = [new Float32Array(first.length), new Float32Array(first.length)];
  let [xx, xy, yy, dx, dy] = [0, 0, 0, 0, 0];
  for (let channel = 0; channel < channels; channel++)
    for (let row = Math.max(1, 1 + down); row < Math.min(side - 1, side - 1 + down); row++)
      for (let column = Math.max(1, 1 + across); column < Math.min(side - 1, side - 1 + across); column++) {
        const at = (channel * side + row) * side + column;
        const difference = first[at] - second[at - down * side - across];
        const [x, y] = [(first[at + 1] - first[at - 1]) / 2, (first[at + side] - first[at - side]) / 2];
        made[at] = difference;
        [slopes[0][at], slopes[1][at]] = [x, y];
        xx += x * x;
        xy += x * y;
        yy += y * y;
        dx += x * difference;
        dy += y * difference;
      }
  const determinant = xx * yy - xy * xy;
  if (!(determinant > 1e-6 * xx * yy)) return made;
  const [right, below] = [(dx * yy - dy * xy) / determinant, (dy * xx - dx * xy) / determinant];
  return made.map((value, at) => value - right * slopes[0][at] - below * slopes[1][at]);
}

/** Returns the absolute means of the blocks of an eighth of the side, averaged over the channels. */
function blockMeans(differences: Float32Array, channels: number, side: number): number[] {
  const means = downsample(differences, channels, side, 8);
  return Array.from({ length: 64 }, (_, block) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += Math.abs(means[channel * 64 + block]) / channels;
    return sum;
  });
}
