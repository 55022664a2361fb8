import { neighbourRadii, type PairDistances } from "./pair-distances.ts";

/** Scores per picture; the metric is their mean. */
export interface DensityCoverage {
  /**
   * For each generated picture: number of real neighbourhoods that contain it, divided by `neighbours`; can exceed 1.
   */
  readonly density: Float64Array;
  /** For each real picture: 1 if its neighbourhood contains a generated one, else 0. */
  readonly coverage: Float64Array;
}

/**
 * Computes density and coverage (Naeem et al. 2020, section 3): like precision and recall, but robust to outliers,
 * because only real pictures have neighbourhoods.
 *
 * @param neighbours - k; below the number of real pictures. Default 5, as in the paper.
 */
export function densityCoverage({ real, between }: PairDistances, neighbours = 5): DensityCoverage {
  const radii = neighbourRadii(real, neighbours);
  const [density, coverage] = [new Float64Array(between.rows), new Float64Array(between.columns)];
  for (let row = 0, at = 0; row < between.rows; row++) {
    for (let column = 0; column < between.columns; column++, at++) {
      if (between.values[at] > radii[column]) continue;
      density[row] += 1 / neighbours;
      coverage[column] = 1;
    }
  }
  return { density, coverage };
}
