import type { Features } from "./features.ts";
import { eachDistances } from "./neighbours.ts";

/**
 * How far each point is from the `order`-th nearest of some others, `[from.count]` (a distance, not its square).
 *
 * @param order - 1: the nearest. Where there are fewer others, the farthest of them counts.
 */
export function nearestDistances(from: Features, to: Features, order = 1): Float64Array {
  const found = new Float64Array(from.count);
  eachDistances(from, to, (row, distances) => {
    const squared = order === 1 ? least(distances) : distances.slice().sort()[Math.min(order, distances.length) - 1];
    found[row] = Math.sqrt(squared);
  });
  return found;
}

function least(values: Float64Array): number {
  let smallest = Infinity;
  for (const value of values) if (value < smallest) smallest = value;
  return smallest;
}
