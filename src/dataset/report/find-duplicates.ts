import { principalDirections } from "../../math/index.ts";
import type { Thumbnails } from "./make-thumbnails.ts";

/** Pair of pictures that look alike. */
export interface NearDuplicatePair {
  readonly first: number;
  readonly second: number;
  /** Root mean squared difference of the thumbnails after removing their mean brightness, in levels 0 … 255. */
  readonly difference: number;
}

/** Result of {@link findDuplicates}. */
export interface Duplicates {
  /** Groups of pictures with equal pixels, each of at least two indices. */
  readonly exact: readonly (readonly number[])[];
  /** Pairs with small differences; the most similar first. Only the first of an exact group takes part. */
  readonly nearPairs: readonly NearDuplicatePair[];
  /** Whether the search stopped early because nearly all pictures look alike. */
  readonly isIncomplete: boolean;
}

/** Options of {@link findDuplicates}. */
export interface FindDuplicatesOptions {
  /** Maximum difference of a near pair, in levels 0 … 255. Default 4. */
  readonly tolerance?: number;
  /** Maximum number of near pairs. Default 10,000. */
  readonly maxPairs?: number;
}

/**
 * Finds exact and near duplicates.
 *
 * The difference of two thumbnails along any direction is at most their distance, so the pictures are sorted along the
 * direction of greatest variance, and only neighbours in this order are compared, along the next seven directions
 * first. Unlike hashing, this finds all pairs; it needs far fewer comparisons than all with all.
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

/** Maximum number of comparisons: about ten seconds. */
const maxComparisons = 3e9;

function findNear(
  { values, length, brightness }: Thumbnails,
  indices: Uint32Array,
  tolerance: number,
  mostPairs: number,
): { near: NearDuplicatePair[]; isIncomplete: boolean } {
  const count = indices.length;
  // Subtracts the mean brightness of each thumbnail.
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
  // Slightly enlarged, so that rounding in the projections loses no pair.
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

/** Computes a squared distance; stops as soon as it exceeds `most`. */
function squaredDistance(vectors: Int16Array, a: number, b: number, length: number, most: number): number {
  let sum = 0;
  for (let place = 0; place < length && sum <= most; place++) {
    const difference = vectors[a + place] - vectors[b + place];
    sum += difference * difference;
  }
  return sum;
}
