import type { Features } from "./features.ts";
import { eachDistances, neighbourRadii } from "./neighbours.ts";

/** A score for every picture; the measure is their mean. */
export interface PrecisionRecall {
  /** For each generated picture whether it lies among the real ones, 0 or 1: quality. */
  readonly precision: Float64Array;
  /** For each real picture whether it lies among the generated ones, 0 or 1: variety. */
  readonly recall: Float64Array;
}

/**
 * Precision and recall (Kynkäänniemi et al. 2019, section 2): a picture lies among others if it is in the surroundings
 * of at least one of them, which reach to its `neighbours`-th nearest one. They depend on the counts: compare at equal
 * ones.
 *
 * @param neighbours - each set must have more pictures than that. Default 3, as in the paper.
 */
export function precisionRecall(real: Features, generated: Features, neighbours = 3): PrecisionRecall {
  const realRadii = neighbourRadii(real, neighbours);
  const generatedRadii = neighbourRadii(generated, neighbours);
  const [precision, recall] = [new Float64Array(generated.count), new Float64Array(real.count)];
  eachDistances(generated, real, (drawn, distances) => {
    for (let at = 0; at < real.count; at++) {
      if (distances[at] <= realRadii[at]) precision[drawn] = 1;
      if (distances[at] <= generatedRadii[drawn]) recall[at] = 1;
    }
  });
  return { precision, recall };
}
