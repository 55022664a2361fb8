import { internal } from "../error.ts";
import type { Features } from "./features.ts";

/**
 * Visits every point of `from` with its squared distances to all points of `to`.
 *
 * @param visit - `distances` is `[to.count]` and is used again for the next point.
 */
export function eachDistances(
  from: Features,
  to: Features,
  visit: (row: number, distances: Float64Array) => void,
): void {
  if (from.width !== to.width) throw internal(`features of width ${from.width} and ${to.width}`);
  const { width } = from;
  const distances = new Float64Array(to.count);
  for (let row = 0; row < from.count; row++) {
    for (let other = 0; other < to.count; other++) {
      let sum = 0;
      for (let at = 0, x = row * width, y = other * width; at < width; at++) {
        const difference = from.values[x + at] - to.values[y + at];
        sum += difference * difference;
      }
      distances[other] = sum;
    }
    visit(row, distances);
  }
}

/**
 * The squared distance of every point to its `order`-th nearest other one, `[count]`: the radius of what counts as its
 * surroundings.
 *
 * @param order - 1: the nearest; there must be more points than that.
 */
export function neighbourRadii(features: Features, order: number): Float64Array {
  if (features.count <= order) throw internal(`${features.count} points have no neighbour number ${order}`);
  const radii = new Float64Array(features.count);
  const nearest = new Float64Array(order);
  eachDistances(features, features, (row, distances) => {
    nearest.fill(Infinity);
    for (let other = 0; other < distances.length; other++) {
      if (other === row || distances[other] >= nearest[order - 1]) continue;
      let place = order - 1;
      for (; place > 0 && nearest[place - 1] > distances[other]; place--) nearest[place] = nearest[place - 1];
      nearest[place] = distances[other];
    }
    radii[row] = nearest[order - 1];
  });
  return radii;
}
