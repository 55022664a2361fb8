import { principalDirections } from "../../math/index.ts";
import type { Thumbnails } from "./make-thumbnails.ts";

/** Two pictures that look the same. */
export interface NearDuplicatePair {
  readonly first: number;
  readonly second: number;
  /** Root of the mean squared difference of the thumbnails after evening out their brightness, in levels 0 … 255. */
  readonly difference: number;
}

/** See {@link findDuplicates}. */
export interface Duplicates {
  /** Groups of pictures with the same pixels, each at least two. */
  readonly exact: readonly (readonly number[])[];
  /** Pairs that differ, but hardly; the most alike first. Of a group of exact ones only the first takes part. */
  readonly nearPairs: readonly NearDuplicatePair[];
  /** Whether the search was broken off because nearly everything looks alike. */
  readonly isIncomplete: boolean;
}

/** Options of {@link findDuplicates}. */
export interface FindDuplicatesOptions {
  /** Up to which difference two pictures count as nearly the same, in levels 0 … 255. Default 4. */
  readonly tolerance?: number;
  /** How many near pairs are enough. Default 10,000. */
  readonly maxPairs?: number;
}

/**
 * Pictures that occur twice, or nearly.
 *
 * Two thumbnails that differ by less than the tolerance differ by no more in any direction, so the pictures are
 * sorted along the direction in which the set varies most, and only neighbours in this order are compared, the next
 * seven directions first. This finds all pairs, unlike hashing, in far fewer comparisons than all with all.
 */
export function findDuplicates(thumbnails: Thumbnails, options: FindDuplicatesOptions = {}): Duplicates {
  const { tolerance = 4, maxPairs = 10_000 } = options;
  const { exact, firsts } = groupExact(thumbnails.checksums);
  const { near, isIncomplete } = findNear(thumbnails, firsts, tolerance, maxPairs);
  return { exact, nearPairs: near.sort((a, b) => a.difference - b.difference || a.first - b.first), isIncomplete };
}

function groupExact(checks: Float64Array): { exact: number[][]; firsts: Uint32Array } {
  const groups = new Map<number, number[]>();
  checks.forEach((check, index) => {
    const group = groups.get(check);
    if (group) group.push(index);
    else groups.set(check, [index]);
  });
  return {
    exact: [...groups.values()].filter((group) => group.length > 1),
    firsts: Uint32Array.from(groups.values(), ([first]) => first),
  };
}

/** Comparisons after which the search is broken off: some ten seconds. */
const maxComparisons = 3e9;

function findNear(
  { values, length, brightness }: Thumbnails,
  indices: Uint32Array,
  tolerance: number,
  mostPairs: number,
): { near: NearDuplicatePair[]; isIncomplete: boolean } {
  const count = indices.length;
  // Brightness is evened out by taking the mean of each thumbnail away.
  const means = indices.map((index) => Math.round(brightness[index] * 255));
  const vectors = new Int16Array(count * length);
  for (let at = 0; at < count; at++) {
    const from = indices[at] * length;
    for (let place = 0; place < length; place++) vectors[at * length + place] = values[from + place] - means[at];
  }
  const directions = principalDirections(vectors, count, length, 8);
  const places = directions.map((direction) => projections(vectors, direction, count, length));
  const order = Uint32Array.from({ length: count }, (_, at) => at).sort((a, b) => places[0][a] - places[0][b]);
  const sorted = places.map((axis) => Float32Array.from(order, (at) => axis[at]));
  // A little more, so that rounding in the projections loses no pair.
  const reach = tolerance * Math.sqrt(length) * 1.001 + 0.01;
  const most = tolerance * tolerance * length;
  const near: NearDuplicatePair[] = [];
  let comparisons = 0;
  for (let low = 0; low < count; low++) {
    for (let high = low + 1; high < count && sorted[0][high] - sorted[0][low] <= reach; high++) {
      if (++comparisons > maxComparisons || near.length >= mostPairs) return { near, isIncomplete: true };
      if (sorted.some((axis) => Math.abs(axis[high] - axis[low]) > reach)) continue;
      const squares = squaredDistance(vectors, order[low] * length, order[high] * length, length, most);
      if (squares > most) continue;
      const [a, b] = [indices[order[low]], indices[order[high]]];
      near.push({ first: Math.min(a, b), second: Math.max(a, b), difference: Math.sqrt(squares / length) });
    }
  }
  return { near, isIncomplete: false };
}

function projections(vectors: Int16Array, direction: Float64Array, count: number, length: number): Float32Array {
  return new Float32Array(count).map((_, at) => {
    let sum = 0;
    for (let place = 0; place < length; place++) sum += vectors[at * length + place] * direction[place];
    return sum;
  });
}

/** Gives up as soon as the distance is beyond `most`. */
function squaredDistance(vectors: Int16Array, a: number, b: number, length: number, most: number): number {
  let sum = 0;
  for (let place = 0; place < length && sum <= most; place++) {
    const difference = vectors[a + place] - vectors[b + place];
    sum += difference * difference;
  }
  return sum;
}
