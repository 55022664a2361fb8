import type { Features } from "./features.ts";
import { forEachDistances } from "./for-each-distances.ts";

/**
 * Computes the distance (not its square) of each point to its `order`-th nearest point of another set.
 *
 * @param order - 1 is the nearest; clipped to `to.count`. Default 1.
 * @returns `[from.count]`.
 */
export function kthNearestDistances(from: Features, to: Features, order = 1): Float64Array {
  const found = new Float64Array(from.count);
  forEachDistances(from, to, (row, distances) => {
    const squared = order === 1 ? least(distances) : distances.slice().sort()[Math.min(order, distances.length) - 1];
    found[row] = Math.sqrt(squared);
  });
  return found;
}

/** Nearest neighbours in another set. */
export interface NearestNeighbours {
  /** Index of the nearest, `[from.count]`. */
  readonly indices: Uint32Array;
  /** Distance to it, `[from.count]`. */
  readonly distances: Float64Array;
}

/** Finds the nearest point of another set for each point. Ties go to the lower index. */
export function nearestNeighbours(from: Features, to: Features): NearestNeighbours {
  const indices = new Uint32Array(from.count);
  const distances = new Float64Array(from.count);
  forEachDistances(from, to, (row, squares) => {
    const smallest = least(squares);
    indices[row] = squares.indexOf(smallest);
    distances[row] = Math.sqrt(smallest);
  });
  return { indices, distances };
}

function least(values: Float64Array): number {
  let smallest = Infinity;
  for (const value of values) if (value < smallest) smallest = value;
  return smallest;
}
