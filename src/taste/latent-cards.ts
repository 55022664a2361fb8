import type { DrawOptions, Drawing, Painter } from "../generate/index.ts";
import { drawingsAt } from "../morph/index.ts";
import { cardAt } from "./card-at.ts";
import type { Card } from "./card.ts";

/** A picture with the card that comes nearest to it. */
export interface LatentCard extends Drawing {
  readonly card: Card;
}

/**
 * Draws latents, which need not be such as cards have (a sum of several, or one that was searched for): the recipe of
 * each has the latent itself, and its card what comes nearest among all that can be asked for.
 *
 * @param latents - `[count, latent]`.
 */
export async function latentCards(
  artist: Painter,
  latents: Float32Array,
  options: Pick<DrawOptions, "onProgress" | "signal"> = {},
): Promise<LatentCard[]> {
  const { latent: width } = artist;
  const places = Array.from({ length: latents.length / width }, (_, at) => ({
    latent: latents.slice(at * width, (at + 1) * width),
  }));
  const drawings = await drawingsAt(artist, places, options);
  return drawings.map((drawing, at) => ({ ...drawing, card: cardAt(artist, places[at].latent) }));
}
