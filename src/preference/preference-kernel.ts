import type { Embedding } from "./embedding.ts";

/**
 * How much each thing is believed to count, as variances in the unit of ratings (squared): what is learned about *how*
 * somebody judges, beside what he likes.
 */
export interface KernelWeights {
  /** Of each attribute by itself. */
  readonly attributes: readonly number[];
  /** Of combinations, as a factor on the product of the two attributes' weights. */
  readonly pairs: number;
  /** Of a direction in latent space. */
  readonly latent: number;
  /** The share of the taste that changes with time, 0 … 1. */
  readonly drift: number;
  /** Of a rating around the taste: whims. */
  readonly noise: number;
}

/** How far the level of all ratings may lie from 0: as far as ratings go. */
export const biasVariance = 1;

/** After so many ratings, what changes with time keeps a share of 1 / e. */
export const driftTime = 60;

/**
 * What the taste for two pictures has in common: an additive Gaussian process of first and second order (Duvenaud,
 * Nickisch & Rasmussen 2011, section 3, with a weight of its own for each attribute) and a linear one of the latent.
 * Of combinations those count most whose attributes count, each by itself. Between other times, a share of it fades
 * (Bogunovic et al. 2016, section 2, here over what stays).
 *
 * @param apart - ratings between the two.
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

/** The part of the covariance that is left between two times. */
export function temporalDecay(drift: number, apart: number): number {
  return 1 - drift + drift * Math.exp(-Math.abs(apart) / driftTime);
}
