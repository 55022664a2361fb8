import { neighbourRadii, type PairDistances } from "./pair-distances.ts";

/** A score for every picture; the measure is their mean. */
export interface DensityCoverage {
  /** For each generated picture in how many real pictures' surroundings it lies, as a part of `neighbours`; can exceed 1. */
  readonly density: Float64Array;
  /** For each real picture whether a generated one lies in its surroundings, 0 or 1. */
  readonly coverage: Float64Array;
}

/**
 * Density and coverage (Naeem et al. 2020, section 3): like precision and recall, but one odd picture cannot stand for
 * a whole region. Surroundings are those of real pictures only.
 *
 * @param neighbours - there must be more real pictures than that. Default 5, as in the paper.
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
