import type { Weights } from "../device/index.ts";
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
  return { mean, root: choleskyRoot(covariance, latent) };
}

/** The lower triangular L with L·Lᵀ = the matrix; directions without spread get none. */
function choleskyRoot(matrix: Float64Array, side: number): Float64Array {
  const root = new Float64Array(side * side);
  for (let row = 0; row < side; row++)
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * side + column];
      for (let k = 0; k < column; k++) rest -= root[row * side + k] * root[column * side + k];
      const pivot = root[column * side + column];
      root[row * side + column] = row === column ? Math.sqrt(Math.max(0, rest)) : pivot > 1e-9 ? rest / pivot : 0;
    }
  return root;
}
