import type { Features } from "./features.ts";
import { forEachDistances } from "./for-each-distances.ts";

/**
 * How far each point is from the `order`-th nearest of some others, `[from.count]` (a distance, not its square).
 *
 * @param order - 1: the nearest. Where there are fewer others, the farthest of them counts.
 */
export function kthNearestDistances(from: Features, to: Features, order = 1): Float64Array {
  const found = new Float64Array(from.count);
  forEachDistances(from, to, (row, distances) => {
    const squared = order === 1 ? least(distances) : distances.slice().sort()[Math.min(order, distances.length) - 1];
    found[row] = Math.sqrt(squared);
  });
  return found;
}

/** For each point the nearest of some others. */
export interface NearestNeighbours {
  /** Its place among the others, `[from.count]`. */
  readonly indices: Uint32Array;
  /** How far it is, `[from.count]`. */
  readonly distances: Float64Array;
}

/** Which of some others each point is nearest to, the earlier where two are equally near, and how far that is. */
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
