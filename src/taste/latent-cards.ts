import { decodeAttributes } from "../dataset/index.ts";
import { drawLatents, nameWishes, signature, type Drawing, type DrawOptions, type Painter } from "../generate/index.ts";
import type { Card } from "./card.ts";
import { nameCard } from "./draw-card.ts";

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
  const { attributes, latent: width, random } = artist;
  const pictures = await drawLatents(artist, latents, options);
  const signed = await signature(artist.trained);
  const wishes =
    attributes &&
    decodeAttributes(
      attributes,
      latents.filter((_, at) => at % width >= random),
    );
  const named = attributes && wishes && nameWishes(attributes, wishes);
  return pictures.map((picture, at) => ({
    card: nameCard({
      values: (wishes ?? []).map((values) => values[at]),
      latent: artist.chanceOf(latents.subarray(at * width, (at + 1) * width)),
    }),
    picture,
    recipe: {
      ...signed,
      latent: Array.from(latents.subarray(at * width, (at + 1) * width)),
      ...(named && { attributes: [named[at]] }),
    },
  }));
}
