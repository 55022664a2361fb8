import type { Weights } from "../device/index.ts";
import { cholesky } from "../feature/index.ts";
import { latentStatistics } from "./loss/reconstruction.ts";

/** Where the latents of an autoencoder's training pictures lay: mean + root · n is like one of them, for n from N(0, 1). */
export interface LatentCloud {
  /** `[latent]`. */
  readonly mean: Float64Array;
  /** `[latent, latent]`, lower triangular: root · rootᵀ is the covariance. */
  readonly root: Float64Array;
}

/** The cloud of an autoencoder's latents, from the averages that training kept; undefined for other models. */
export function latentCloud(weights: Weights): LatentCloud | undefined {
  const kept = weights.get(latentStatistics.mean);
  if (!kept) return undefined;
  const mean = Float64Array.from(kept.values);
  const latent = mean.length;
  const products = weights.get(latentStatistics.products)!.values;
  const covariance = Float64Array.from(
    products,
    (value, at) => value - mean[Math.floor(at / latent)] * mean[at % latent],
  );
  return { mean, root: cholesky(covariance, latent) };
}
