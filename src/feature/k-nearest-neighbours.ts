import type { Features } from "./features.ts";
import { forEachDistances } from "./for-each-distances.ts";

/**
 * Finds the k nearest neighbours of each point, the nearest first, without the point itself. Ties go to the lower
 * index.
 *
 * @param count - k, below `points.count`.
 * @returns `[points.count, count]` indices, row-major.
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
