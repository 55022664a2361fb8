import { neighbourRadii, type PairDistances } from "./pair-distances.ts";

/** Scores per picture; the metric is their mean. */
export interface PrecisionRecall {
  /** For each generated picture: 1 if it lies in the real manifold, else 0. Measures quality. */
  readonly precision: Float64Array;
  /** For each real picture: 1 if it lies in the generated manifold, else 0. Measures diversity. */
  readonly recall: Float64Array;
}

/**
 * Computes precision and recall (Kynkäänniemi et al. 2019, section 2): a picture lies in the manifold of a set if it is
 * in the neighbourhood of at least one of its pictures, which reaches to the `neighbours`-th nearest one. Both depend
 * on the counts: compare at equal counts.
 *
 * @param neighbours - k; below the number of pictures of each set. Default 3, as in the paper.
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
