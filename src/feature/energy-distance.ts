import type { Features } from "./features.ts";
import { forEachDistances } from "./for-each-distances.ts";

/**
 * How far apart the distributions of two sets are: twice the mean distance between the sets, less the mean distances
 * within each (the energy distance, Székely & Rizzo 2013). Without bias, so a few dozen pictures are enough to compare
 * two checkpoints; it is 0 on average for equal distributions, and can be a little below.
 */
export function energyDistance(a: Features, b: Features): number {
  return 2 * meanDistance(a, b) - meanPairwiseDistance(a) - meanPairwiseDistance(b);
}

/** The mean distance between two pictures of a set: how varied it is. A set of one has none. */
export function meanPairwiseDistance(features: Features): number {
  const { count } = features;
  return count < 2 ? 0 : (meanDistance(features, features) * count) / (count - 1);
}

/** The mean distance from a picture of one set to one of the other. */
export function meanDistance(a: Features, b: Features): number {
  let sum = 0;
  forEachDistances(a, b, (_, distances) => {
    for (const squared of distances) sum += Math.sqrt(squared);
  });
  return sum / (a.count * b.count);
}
