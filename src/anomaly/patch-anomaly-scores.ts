import type { Features } from "../feature/index.ts";

/** How many of the oddest parts count: one alone may be an accident. */
const maxPatchesCounted = 4;

/**
 * How far pictures are from what is usual, part by part: for each part of a picture the distance to the nearest part
 * of the usual pictures at about the same place (itself or a neighbouring part); of these the mean of the four largest.
 * So a melted mouth counts however ordinary the rest is. As PatchCore (Roth et al. 2022), but that a mouth is usual only
 * where mouths are.
 *
 * @param usual - the parts of usual pictures, `side × side` for each, as of `FeatureNetwork.extractPatches`.
 * @param seen - those of the pictures in question.
 * @returns for each picture 0 or more; larger is odder.
 */
export function patchAnomalyScores(normal: Features, features: Features, side: number): Float64Array {
  const parts = side ** 2;
  const scores = new Float64Array(features.count / parts);
  const near = neighbours(side);
  for (let picture = 0; picture < scores.length; picture++) {
    const distances = Float64Array.from(near, (places, part) => {
      let least = Number.POSITIVE_INFINITY;
      for (let first = 0; first < normal.count; first += parts)
        for (const place of places)
          least = Math.min(least, squaredDistanceUpTo(features, picture * parts + part, normal, first + place, least));
      return Math.sqrt(least);
    });
    const oddest = distances.sort().subarray(-maxPatchesCounted);
    scores[picture] = oddest.reduce((sum, distance) => sum + distance, 0) / oddest.length;
  }
  return scores;
}

/** For each part the places of those around it, itself among them. */
function neighbours(side: number): number[][] {
  return Array.from({ length: side ** 2 }, (_, part) => {
    const [row, column] = [Math.floor(part / side), part % side];
    const places: number[] = [];
    for (let y = Math.max(0, row - 1); y <= Math.min(side - 1, row + 1); y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(side - 1, column + 1); x++) places.push(y * side + x);
    return places;
  });
}

/** The squared distance of two points; it stops where it is larger than one that is known already. */
function squaredDistanceUpTo(a: Features, at: number, b: Features, to: number, enough: number): number {
  const { width } = a;
  let sum = 0;
  for (let axis = 0; axis < width; axis++) {
    sum += (a.values[at * width + axis] - b.values[to * width + axis]) ** 2;
    if (sum >= enough) return sum;
  }
  return sum;
}
