/** A part of a sum of latents. */
export interface LatentTerm {
  readonly sign: 1 | -1;
  readonly latent: Float32Array;
  /** How much of it, ≥ 0. Default 1. */
  readonly weight?: number;
}

/** See {@link latentSum}. */
export interface LatentSumOptions {
  /**
   * Brings the sum to the mean length of its terms: a GAN that learned from N(0, 1) has never seen latents as long as a
   * sum of several. Default false.
   */
  readonly keepNorm?: boolean;
  /** How many numbers of a latent that is about; those behind them, which are wishes, are added plainly. Default: all. */
  readonly noiseSize?: number;
}

/**
 * Arithmetic with pictures: what one has and another lacks is added to a third (Radford et al. 2016, section 6.3.2,
 * where each term is the mean of three latents; a mean of pictures that share one thing carries that thing alone).
 *
 * @param terms - at least one; latents of one length.
 */
export function latentSum(
  terms: readonly LatentTerm[],
  { keepNorm = false, noiseSize }: LatentSumOptions = {},
): Float32Array {
  const [{ latent }] = terms;
  const sum = new Float32Array(latent.length);
  for (const { sign, latent: one, weight = 1 } of terms) one.forEach((value, at) => (sum[at] += sign * weight * value));
  if (!keepNorm) return sum;
  const noiseNorm = (one: Float32Array) => Math.hypot(...one.subarray(0, noiseSize));
  const wanted = terms.reduce((total, term) => total + noiseNorm(term.latent), 0) / terms.length;
  const scale = wanted / (noiseNorm(sum) || 1);
  return sum.map((value, at) => (at < (noiseSize ?? sum.length) ? value * scale : value));
}

/** The mean of some latents, `[count, latent]`, row-major, at least one row. */
export function meanLatent(latents: Float32Array, latent: number): Float32Array {
  const count = latents.length / latent;
  const mean = new Float32Array(latent);
  latents.forEach((value, at) => (mean[at % latent] += value / count));
  return mean;
}
