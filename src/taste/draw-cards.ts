import { drawLatents, nameWishes, signature, type Drawing, type DrawOptions, type Painter } from "../generate/index.ts";
import type { Card, CardSpace } from "./card.ts";

/** What the cards of a model are made of. */
export function cardSpaceOf({ attributes, trained, random }: Painter): CardSpace {
  return { latent: random, ...(attributes && { attributes, examples: trained.examples }) };
}

/** Draws the pictures of some cards, each with its recipe. */
export async function drawCards(
  artist: Painter,
  cards: readonly Card[],
  options: Pick<DrawOptions, "onProgress" | "signal" | "batch"> = {},
): Promise<Drawing[]> {
  const { attributes, latent: width } = artist;
  const wishes = attributes?.tags.map((_, at) => Float32Array.from(cards, ({ values }) => values[at]));
  const latents = artist.latents(0, cards.length, { chance: cards.map(({ latent }) => latent), wishes });
  const pictures = await drawLatents(artist, latents, options);
  const signed = await signature(artist.trained);
  const named = attributes && wishes && nameWishes(attributes, wishes);
  return pictures.map((picture, at) => ({
    picture,
    recipe: {
      ...signed,
      latent: Array.from(latents.subarray(at * width, (at + 1) * width)),
      ...(named && { attributes: [named[at]] }),
    },
  }));
}
