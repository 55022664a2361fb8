import type { Features } from "./features.ts";
import { eachDistances, neighbourRadii } from "./neighbours.ts";

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
export function densityCoverage(real: Features, generated: Features, neighbours = 5): DensityCoverage {
  const radii = neighbourRadii(real, neighbours);
  const [density, coverage] = [new Float64Array(generated.count), new Float64Array(real.count)];
  eachDistances(generated, real, (drawn, distances) => {
    for (let at = 0; at < real.count; at++) {
      if (distances[at] > radii[at]) continue;
      density[drawn] += 1 / neighbours;
      coverage[at] = 1;
    }
  });
  return { density, coverage };
}
