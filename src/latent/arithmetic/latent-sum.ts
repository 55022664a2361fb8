/** A term of a sum of latents. */
export interface LatentTerm {
  readonly sign: 1 | -1;
  readonly latent: Float32Array;
  /** Weight, ≥ 0. Default 1. */
  readonly weight?: number;
}

/** See {@link latentSum}. */
export interface LatentSumOptions {
  /**
   * Whether the noise of the sum is scaled to the mean norm of its terms: a GAN trained on N(0, 1) has not seen
   * latents as long as a sum. Default false.
   */
  readonly keepNorm?: boolean;
  /** Noise size that `keepNorm` applies to; the condition after it is added plainly. Default: the whole latent. */
  readonly noiseSize?: number;
}

/**
 * Adds and subtracts latents: the difference of two images is added to a third (Radford et al. 2016, section 6.3.2,
 * where each term is the mean of three latents; a mean of images that share one trait carries that trait alone).
 * @param terms - at least one; latents of one length.
 * @returns the sum, of the length of the terms.
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

/** Returns the mean of some latents, `[count, latent]`, row-major, at least one row. */
export function meanLatent(latents: Float32Array, latent: number): Float32Array {
  const count = latents.length / latent;
  const mean = new Float32Array(latent);
  latents.forEach((value, at) => (mean[at % latent] += value / count));
  return mean;
}
