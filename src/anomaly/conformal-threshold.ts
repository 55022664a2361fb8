/** Where normal ends; see {@link conformalThreshold}. */
export interface ConformalThreshold {
  /** Scores above it are outliers. Infinity where the wanted rate cannot be promised. */
  readonly threshold: number;
  /** What is promised: at most this part of normal pictures is called an outlier, 0 … 1. */
  readonly rate: number;
  /** Normal pictures that it was set with. */
  readonly count: number;
  /** The lowest rate above zero that so many can promise: 1 / (count + 1). */
  readonly lowestRate: number;
}

/**
 * Sets a threshold from normal pictures alone (split conformal: Vovk et al. 2005; Angelopoulos & Bates 2021, section
 * 1). Where a new picture comes from the same source as the `n` calibration pictures, which the model did not learn
 * from, its score is as likely to have any rank among theirs as any other. So when k = ⌊rate · (n + 1)⌋ and the
 * threshold is the k-th largest of their scores, it lies above with a chance of at most k / (n + 1) ≤ rate, whatever
 * the scores are. The chance is over both the calibration pictures and the new one.
 *
 * @param scores - of the calibration pictures, in any order.
 * @param rate - the false-alarm rate to be promised, above 0 and below 1.
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
 * How unusual a score is among normal ones: the chance that a normal picture gets at least this score, 1 / (n + 1) … 1
 * (the conformal p-value).
 */
export function conformalPValue(scores: ArrayLike<number>, score: number): number {
  let above = 0;
  for (let at = 0; at < scores.length; at++) if (scores[at] >= score) above++;
  return (above + 1) / (scores.length + 1);
}
