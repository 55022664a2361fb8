import type { Weights } from "../device/index.ts";
import { cholesky, type LowerTriangle } from "../math/index.ts";

/** Prefix of {@link latentStatistics}. */
export const latentPrefix = "latent.";
/** States that keep the mean `[1, latent]` of the latents and of their products `[latent, latent]`. */
export const latentStatistics = { mean: "latent.mean", products: "latent.products" } as const;

/** A Gaussian fitted to the latents of the training images: mean + root · n is a sample, for n from N(0, 1). */
export interface LatentGaussian {
  /** `[latent]`. */
  readonly mean: Float64Array;
  /** Cholesky factor of the covariance, of `latent` rows. */
  readonly root: LowerTriangle;
}

/** Computes the Gaussian from the averages that training kept; undefined for models that keep none. */
export function fitLatentGaussian(weights: Weights): LatentGaussian | undefined {
  const average = weights.get(latentStatistics.mean);
  if (!average) return undefined;
  const mean = Float64Array.from(average.values);
  const latent = mean.length;
  const products = weights.get(latentStatistics.products)!.values;
  const covariance = Float64Array.from(
    products,
    (value, at) => value - mean[Math.floor(at / latent)] * mean[at % latent],
  );
  return { mean, root: cholesky(covariance, latent) };
}
