import type { Embedding } from "./embedding.ts";

/** Hyperparameters of the kernel: variances in squared units of the rating scale. */
export interface KernelWeights {
  /** Variance of each attribute's main effect. */
  readonly attributes: readonly number[];
  /** Factor of pairwise interactions, on the product of both attributes' weights. */
  readonly pairs: number;
  /** Variance of the linear effect of the noise. */
  readonly latent: number;
  /** Share of the preference that changes over time, 0–1. */
  readonly drift: number;
  /** Noise variance of a rating. */
  readonly noise: number;
}

/** Prior variance of the mean of all ratings, squared units of the rating scale. */
export const biasVariance = 1;

/** Time constant of the drifting share, ratings: it decays to 1 / e. */
export const driftTime = 60;

/**
 * Computes the prior covariance of the preference for two candidates: an additive Gaussian process of first and second
 * order (Duvenaud, Nickisch & Rasmussen 2011, section 3, with one weight per attribute) plus a linear kernel of the
 * noise. A pair's weight is the product of its attributes' weights. A share decays with time (Bogunovic et al. 2016,
 * section 2; we differ: the rest stays constant).
 *
 * @param apart - number of ratings between the two.
 */
export function preferenceKernel(
  a: Embedding,
  b: Embedding,
  { weights, blocks }: { readonly weights: KernelWeights; readonly blocks: readonly number[] },
  apart: number,
): number {
  const { attributes, pairs, latent, drift } = weights;
  let [single, squares] = [0, 0];
  for (let block = 0; block < attributes.length; block++) {
    let product = 0;
    for (let at = blocks[block]; at < blocks[block + 1]; at++) product += a.shown[at] * b.shown[at];
    product *= attributes[block];
    single += product;
    squares += product * product;
  }
  let along = 0;
  for (let at = 0; at < a.latent.length; at++) along += a.latent[at] * b.latent[at];
  const still = biasVariance + single + 0.5 * pairs * (single * single - squares) + latent * along;
  return still * temporalDecay(drift, apart);
}

/** Returns the factor of the covariance between two times, 0–1. */
export function temporalDecay(drift: number, apart: number): number {
  return 1 - drift + drift * Math.exp(-Math.abs(apart) / driftTime);
}
