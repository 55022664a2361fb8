import type { Features } from "../feature/index.ts";

/** Number of highest patch distances that count: a single one may be noise. */
const maxPatchesCounted = 4;

/**
 * Scores images by patches: the distance of each patch to the nearest normal patch at about the same position (the same
 * or a neighbouring one), and of these the mean of the four largest. A single melted mouth counts, however ordinary the
 * rest. We differ from PatchCore (Roth et al. 2022): a patch is normal only near its position.
 *
 * @param normal - patches of normal images, `side × side` rows each, from `FeatureNetwork.extractPatches`.
 * @param features - patches of the scored images, in the same layout.
 * @param side - patches along a side of an image.
 * @returns one score per image, ≥ 0; larger is more anomalous.
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

/** Lists the neighbouring positions of each position, itself included. */
function neighbours(side: number): number[][] {
  return Array.from({ length: side ** 2 }, (_, part) => {
    const [row, column] = [Math.floor(part / side), part % side];
    const places: number[] = [];
    for (let y = Math.max(0, row - 1); y <= Math.min(side - 1, row + 1); y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(side - 1, column + 1); x++) places.push(y * side + x);
    return places;
  });
}

/** Computes a squared distance, and stops early at `enough`. */
function squaredDistanceUpTo(a: Features, at: number, b: Features, to: number, enough: number): number {
  const { width } = a;
  let sum = 0;
  for (let axis = 0; axis < width; axis++) {
    sum += (a.values[at * width + axis] - b.values[to * width + axis]) ** 2;
    if (sum >= enough) return sum;
  }
  return sum;
}
