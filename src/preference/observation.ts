import type { Embedding } from "./embedding.ts";
import { preferenceKernel, type KernelWeights } from "./preference-kernel.ts";

/** Something that was learned about a taste: the value of a sum of tastes, known but for noise. */
export interface Observation {
  /** One card for a rating, two for "rather this than that". */
  readonly terms: readonly { readonly candidate: Embedding; readonly times: number }[];
  /** Number of the rating or choice that it came from, from 0 on: what is forgotten together, and the time it was. */
  readonly event: number;
  readonly value: number;
  /** The variance of its noise. Undefined: as that of every rating, see `KernelWeights.noise`. */
  readonly noise?: number;
}

/** The weights and the blocks of an embedding, which every covariance needs. */
export interface KernelPrior {
  readonly weights: KernelWeights;
  readonly blocks: readonly number[];
}

/** The covariance of two observations, without noise. */
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
