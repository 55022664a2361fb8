import { random } from "../tensor/index.ts";
import { selectFeatures, type Features } from "./features.ts";

/** Dimensions of the random projection. */
const projectedWidth = 24;

/**
 * Selects points that represent all: each next one is the farthest from those already chosen (greedy k-centre, Gonzalez
 * 1985, as in PatchCore, Roth et al. 2022, algorithm 1). As in PatchCore, distances are measured after a random
 * projection to few dimensions (Johnson & Lindenstrauss 1984), which is faster and nearly preserves them.
 *
 * @param count - number of points to select; if there are no more, all are selected.
 * @param seed - 0 … 2^53 − 1: decides the projection and the first point.
 * @returns indices into `points`, in the order of selection.
 */
export function coreset(points: Features, count: number, seed: number): Uint32Array {
  if (count >= points.count) return Uint32Array.from({ length: points.count }, (_, at) => at);
  const { values, width } = projected(points, seed);
  const nearest = new Float64Array(points.count).fill(Infinity);
  const chosen = new Uint32Array(count);
  let last = random(seed, "coreset").integer(points.count);
  for (let at = 0; at < count; at++) {
    chosen[at] = last;
    const from = last * width;
    let farthest = -1;
    for (let other = 0, place = 0; other < points.count; other++, place += width) {
      let distance = 0;
      for (let axis = 0; axis < width; axis++) distance += (values[place + axis] - values[from + axis]) ** 2;
      if (distance < nearest[other]) nearest[other] = distance;
      if (nearest[other] > farthest) {
        farthest = nearest[other];
        last = other;
      }
    }
  }
  return chosen;
}

function projected(points: Features, seed: number): Features {
  const { values, count, width } = points;
  if (width <= projectedWidth) return selectFeatures(points, [...Array(count).keys()]);
  const matrix = random(seed, "projection").normals(projectedWidth * width);
  const reduced = new Float32Array(count * projectedWidth);
  for (let point = 0; point < count; point++) {
    for (let axis = 0; axis < projectedWidth; axis++) {
      let sum = 0;
      for (let at = 0; at < width; at++) sum += values[point * width + at] * matrix[axis * width + at];
      reduced[point * projectedWidth + axis] = sum;
    }
  }
  return { values: reduced, count, width: projectedWidth };
}
