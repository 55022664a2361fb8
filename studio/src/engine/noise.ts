import type { Shown } from "./shown.ts";

/** The random numbers of a picture, before they were made more ordinary. */
export function noiseBehind({ card, recipe: { truncation = 1 } }: Pick<Shown, "card" | "recipe">): number[] {
  return Array.from(card.latent, (value) => (truncation === 0 ? 0 : value / truncation));
}
