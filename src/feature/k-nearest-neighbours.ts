import type { Features } from "./features.ts";
import { forEachDistances } from "./for-each-distances.ts";

/**
 * For each point the places of those that are nearest to it, itself left out, the nearest first:
 * `[points.count, count]`, row-major. Where two are equally near, the earlier comes first.
 *
 * @param count - how many, below `points.count`.
 */
export function kNearestNeighbours(points: Features, count: number): Uint32Array {
  const found = new Uint32Array(points.count * count);
  forEachDistances(points, points, (row, distances) => {
    const order = [...distances.keys()].filter((other) => other !== row);
    order.sort((a, b) => distances[a] - distances[b] || a - b);
    found.set(order.slice(0, count), row * count);
  });
  return found;
}
