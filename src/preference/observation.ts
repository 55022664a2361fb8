import type { Embedding } from "./embedding.ts";
import { preferenceKernel, type KernelWeights } from "./preference-kernel.ts";

/** Observation of a preference: a noisy value of a linear combination of preferences. */
export interface Observation {
  /** One candidate for a rating, two for a comparison; `times` is the factor of each. */
  readonly terms: readonly { readonly candidate: Embedding; readonly times: number }[];
  /** Index of the rating or choice behind it, from 0: its time, and the unit of removal. */
  readonly event: number;
  readonly value: number;
  /** Noise variance. Undefined: that of every rating, `KernelWeights.noise`. */
  readonly noise?: number;
}

/** Weights and block offsets of the embedding, which define the kernel. */
export interface KernelPrior {
  readonly weights: KernelWeights;
  readonly blocks: readonly number[];
}

/** Computes the covariance of two observations, without noise. */
export function covariance(
  a: Pick<Observation, "terms" | "event">,
  b: Pick<Observation, "terms" | "event">,
  prior: KernelPrior,
): number {
  let sum = 0;
  for (const one of a.terms)
    for (const other of b.terms)
      sum += one.times * other.times * preferenceKernel(one.candidate, other.candidate, prior, a.event - b.event);
  return sum;
}
