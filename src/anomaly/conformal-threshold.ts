/** Threshold between normal scores and outliers; see {@link conformalThreshold}. */
export interface ConformalThreshold {
  /** Scores above it are outliers. Infinity if the calibration set is too small for the wanted rate. */
  readonly threshold: number;
  /** Guaranteed upper bound of the false-alarm rate, 0–1. */
  readonly rate: number;
  /** Number of calibration images. */
  readonly count: number;
  /** Lowest guaranteed rate above zero for this many images: 1 / (count + 1). */
  readonly lowestRate: number;
}

/**
 * Sets an outlier threshold from normal images alone (split conformal prediction: Vovk et al. 2005; Angelopoulos &
 * Bates 2021, section 1). For a new image from the distribution of the `n` calibration images, every rank among their
 * scores is equally likely. With k = ⌊rate · (n + 1)⌋ and the k-th largest score as the threshold, the probability of a
 * false alarm is at most k / (n + 1) ≤ rate, for any score. It is over the calibration images and the new one together.
 *
 * @param scores - scores of the calibration images, in any order; the model was not trained on these images.
 * @param rate - false-alarm rate to guarantee, above 0 and below 1.
 * @returns threshold in the unit of the scores, with the guaranteed rate.
 */
export function conformalThreshold(scores: ArrayLike<number>, rate: number): ConformalThreshold {
  const count = scores.length;
  const rank = Math.floor(rate * (count + 1) * (1 + 1e-12)); // 0.01 · 100 must not be 0.99…
  const falling = Float64Array.from(scores).sort().reverse();
  return {
    threshold: rank === 0 ? Infinity : (falling[rank - 1] ?? -Infinity),
    rate,
    count,
    lowestRate: 1 / (count + 1),
  };
}

/**
 * Returns the conformal p-value of a score: the probability that a normal image scores at least as high, 1 / (n + 1) …
 * 1.
 *
 * @param scores - scores of the `n` calibration images.
 * @param score - score of the new image.
 */
export function conformalPValue(scores: ArrayLike<number>, score: number): number {
  let above = 0;
  for (let at = 0; at < scores.length; at++) if (scores[at] >= score) above++;
  return (above + 1) / (scores.length + 1);
}
