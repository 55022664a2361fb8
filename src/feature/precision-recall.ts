import { neighbourRadii, type PairDistances } from "./pair-distances.ts";

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
export function precisionRecall({ real, generated, between }: PairDistances, neighbours = 3): PrecisionRecall {
  const realRadii = neighbourRadii(real, neighbours);
  const generatedRadii = neighbourRadii(generated, neighbours);
  const [precision, recall] = [new Float64Array(between.rows), new Float64Array(between.columns)];
  for (let row = 0, at = 0; row < between.rows; row++) {
    for (let column = 0; column < between.columns; column++, at++) {
      if (between.values[at] <= realRadii[column]) precision[row] = 1;
      if (between.values[at] <= generatedRadii[row]) recall[column] = 1;
    }
  }
  return { precision, recall };
}
