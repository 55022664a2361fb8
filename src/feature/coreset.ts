import { random } from "../tensor/index.ts";
import { selectFeatures, type Features } from "./features.ts";

/** Numbers a point is shortened to while points are chosen. */
const projectedWidth = 24;

/**
 * Few points that stand for many: each next one is that which lies farthest from all that were chosen before (greedy
 * k-centre, Gonzalez 1985, as PatchCore uses it, Roth et al. 2022, algorithm 1). As there, distances are measured after
 * a random projection to few numbers (Johnson & Lindenstrauss 1984), which is quicker and keeps them nearly.
 *
 * @param count - how many to choose; where there are no more than that, all are.
 * @param seed - 0 … 2^53 − 1: decides the projection and the first point.
 * @returns places in `points`, in the order in which they were chosen.
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
  const short = new Float32Array(count * projectedWidth);
  for (let point = 0; point < count; point++) {
    for (let axis = 0; axis < projectedWidth; axis++) {
      let sum = 0;
      for (let at = 0; at < width; at++) sum += values[point * width + at] * matrix[axis * width + at];
      short[point * projectedWidth + axis] = sum;
    }
  }
  return { values: short, count, width: projectedWidth };
}
