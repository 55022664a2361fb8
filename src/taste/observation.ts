import type { Embedded } from "./embedding.ts";
import { kernel, type TasteWeights } from "./kernel.ts";

/** Something that was learned about a taste: the value of a sum of tastes, known but for noise. */
export interface Observation {
  /** One card for a rating, two for "rather this than that". */
  readonly terms: readonly { readonly card: Embedded; readonly times: number }[];
  /** Number of the rating or choice that it came from, from 0 on: what is forgotten together, and the time it was. */
  readonly event: number;
  readonly value: number;
  /** The variance of its noise. Undefined: as that of every rating, see `TasteWeights.noise`. */
  readonly noise?: number;
}

/** The weights and the blocks of an embedding, which every covariance needs. */
export interface Prior {
  readonly weights: TasteWeights;
  readonly blocks: readonly number[];
}

/** The covariance of two observations, without noise. */
export function covariance(
  a: Pick<Observation, "terms" | "event">,
  b: Pick<Observation, "terms" | "event">,
  prior: Prior,
): number {
  let sum = 0;
  for (const one of a.terms)
    for (const other of b.terms)
      sum += one.times * other.times * kernel(one.card, other.card, prior, a.event - b.event);
  return sum;
}
