/** Threshold between normal scores and outliers; see {@link conformalThreshold}. */
export interface ConformalThreshold {
  /** Scores above it are outliers. Infinity if the calibration set is too small for the wanted rate. */
  readonly threshold: number;
  /** Guaranteed upper bound of the false-alarm rate, 0–1. */
  readonly rate: number;
  /** Number of calibration images, or of their groups where they come in groups. */
  readonly count: number;
  /** Lowest guaranteed rate above zero for this many images or groups: 1 / (count + 1). */
  readonly lowestRate: number;
}

/**
 * Sets an outlier threshold from normal images alone (split conformal prediction: Vovk et al. 2005; Angelopoulos &
 * Bates 2021, section 1). For a new image from the distribution of the `n` calibration images, every rank among their
 * scores is equally likely. With k = ⌊rate · (n + 1)⌋ and the k-th largest score as the threshold, the probability of a
 * false alarm is at most k / (n + 1) ≤ rate, for any score. It is over the calibration images and the new one together.
 *
 * Images of one group, such as photographs of the same part, are no independent draws. With `groups` every group weighs as
 * much as one image, and the guarantee is for an image of a new group (hierarchical conformal prediction, Lee, Barber &
 * Willett 2023).
 *
 * @param scores - scores of the calibration images, in any order; the model was not trained on these images.
 * @param rate - false-alarm rate to guarantee, above 0 and below 1.
 * @param groups - number of the group of each image, `[scores.length]`. Default: each image is its own group.
 * @returns threshold in the unit of the scores, with the guaranteed rate.
 */
export function conformalThreshold(
  scores: ArrayLike<number>,
  rate: number,
  groups?: ArrayLike<number>,
): ConformalThreshold {
  const { weights, count } = groupWeights(scores.length, groups);
  const most = rate * (count + 1) * (1 + 1e-12); // 0.01 · 100 must not be 0.99…
  const falling = Array.from(weights.keys()).sort((a, b) => scores[b] - scores[a]);
  let weight = 1; // of the new image
  let threshold = weight > most ? Infinity : -Infinity;
  for (let at = 0; at < falling.length && weight <= most; at++) {
    weight += weights[falling[at]];
    if (weight > most) threshold = scores[falling[at]];
  }
  return { threshold, rate, count, lowestRate: 1 / (count + 1) };
}

/**
 * Returns the conformal p-value of a score: the probability that a normal image scores at least as high, 1 / (n + 1) …
 * 1.
 *
 * @param scores - scores of the `n` calibration images.
 * @param score - score of the new image.
 * @param groups - as in {@link conformalThreshold}; `n` is then the number of groups.
 */
export function conformalPValue(scores: ArrayLike<number>, score: number, groups?: ArrayLike<number>): number {
  const { weights, count } = groupWeights(scores.length, groups);
  let above = 1;
  for (let at = 0; at < scores.length; at++) if (scores[at] >= score) above += weights[at];
  return above / (count + 1);
}

/** Divides the weight 1 of each group among its images. */
function groupWeights(
  images: number,
  groups?: ArrayLike<number>,
): { readonly weights: Float64Array; readonly count: number } {
  if (!groups) return { weights: new Float64Array(images).fill(1), count: images };
  const sizes = new Map<number, number>();
  for (let at = 0; at < images; at++) sizes.set(groups[at], (sizes.get(groups[at]) ?? 0) + 1);
  return { weights: Float64Array.from({ length: images }, (_, at) => 1 / sizes.get(groups[at])!), count: sizes.size };
}
