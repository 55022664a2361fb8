import { internalError } from "../error.ts";
import type { Features } from "./features.ts";
import { forEachDistances } from "./for-each-distances.ts";

/** Matrix of squared distances. */
export interface DistanceMatrix {
  /** `[rows, columns]`, row-major. */
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** Computes the squared distances of all points of `from` to all points of `to`. */
export function distanceMatrix(from: Features, to: Features): DistanceMatrix {
  const values = new Float32Array(from.count * to.count);
  forEachDistances(from, to, (row, distances) => values.set(distances, row * to.count));
  return { values, rows: from.count, columns: to.count };
}

/** Squared distances within and between two sets, the input of the metrics that compare them. */
export interface PairDistances {
  readonly real: DistanceMatrix;
  readonly generated: DistanceMatrix;
  /** `[generated, real]`. */
  readonly between: DistanceMatrix;
}

/**
 * Computes the squared distances within and between two sets.
 *
 * @param realDistances - the distances within `real`, if already known.
 */
export function pairDistances(
  real: Features,
  generated: Features,
  realDistances = distanceMatrix(real, real),
): PairDistances {
  return {
    real: realDistances,
    generated: distanceMatrix(generated, generated),
    between: distanceMatrix(generated, real),
  };
}

/** Selects rows and columns by index. */
export function selectDistances(
  { real, generated, between }: PairDistances,
  realPicks: Uint32Array,
  generatedPicks: Uint32Array,
): PairDistances {
  const select = ({ values, columns }: DistanceMatrix, rows: Uint32Array, others: Uint32Array): DistanceMatrix => {
    const selected = new Float32Array(rows.length * others.length);
    let at = 0;
    for (const row of rows) for (const column of others) selected[at++] = values[row * columns + column];
    return { values: selected, rows: rows.length, columns: others.length };
  };
  return {
    real: select(real, realPicks, realPicks),
    generated: select(generated, generatedPicks, generatedPicks),
    between: select(between, generatedPicks, realPicks),
  };
}

/**
 * Computes the squared distance of every point to its `order`-th nearest other point: the radius of its neighbourhood.
 *
 * @param order - 1 is the nearest; below the number of points.
 * @returns `[count]`.
 */
export function neighbourRadii({ values, rows }: DistanceMatrix, order: number): Float32Array {
  if (rows <= order) throw internalError(`${rows} points have no neighbour number ${order}`);
  const nearest = new Float32Array(order);
  return new Float32Array(rows).map((_, row) => {
    nearest.fill(Infinity);
    for (let other = 0, at = row * rows; other < rows; other++, at++) {
      const distance = values[at];
      if (distance >= nearest[order - 1] || other === row) continue;
      let place = order - 1;
      for (; place > 0 && nearest[place - 1] > distance; place--) nearest[place] = nearest[place - 1];
      nearest[place] = distance;
    }
    return nearest[order - 1];
  });
}
