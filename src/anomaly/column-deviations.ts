import type { Features } from "../feature/index.ts";

/** Computes the standard deviation of each column; 1 where all rows are equal. */
export function columnDeviations({ values, count, width }: Features): Float64Array {
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  for (let at = 0; at < values.length; at++) {
    sums[at % width] += values[at];
    squares[at % width] += values[at] ** 2;
  }
  return sums.map((sum, axis) => Math.sqrt(Math.max(0, squares[axis] / count - (sum / count) ** 2)) || 1);
}

/** Divides columns, so that features of different units count alike in a distance. */
export function divideColumns({ values, count, width }: Features, by: Float64Array): Features {
  return { values: Float32Array.from(values, (value, at) => value / by[at % width]), count, width };
}
