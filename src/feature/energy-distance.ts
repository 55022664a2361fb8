import type { Features } from "./features.ts";
import { forEachDistances } from "./for-each-distances.ts";

/**
 * Computes the energy distance between two sets: twice the mean distance between the sets, less the mean distances
 * within each (Székely & Rizzo 2013). Unbiased, so a few dozen pictures suffice to compare two checkpoints; 0 on
 * average for equal distributions, and possibly slightly negative.
 */
export function energyDistance(a: Features, b: Features): number {
  return 2 * meanDistance(a, b) - meanPairwiseDistance(a) - meanPairwiseDistance(b);
}

/** Computes the mean distance between two different pictures of a set, a measure of diversity; 0 for fewer than two. */
export function meanPairwiseDistance(features: Features): number {
  const { count } = features;
  return count < 2 ? 0 : (meanDistance(features, features) * count) / (count - 1);
}

/** Computes the mean distance from a picture of one set to a picture of the other. */
export function meanDistance(a: Features, b: Features): number {
  let sum = 0;
  forEachDistances(a, b, (_, distances) => {
    for (const squared of distances) sum += Math.sqrt(squared);
  });
  return sum / (a.count * b.count);
}
