import {
  cardAt,
  drawCard,
  drawCards,
  latentCards,
  nameCard,
  random,
  recipeLatents,
  redraw,
  type Along,
  type Card,
  type DrawOptions,
  type Painter,
  type PartMove,
} from "omakase";
import type { ReadyRun } from "./runs.ts";
import { pixelsOf, type Shown } from "./shown.ts";

/** A picture of the model at hand, by what it was drawn from. */
export type Origin = Pick<Shown, "card" | "recipe">;

/** Pictures by lot, as frequent as in those that were learned from: number i of a seed is always the same. */
export async function lots(
  run: Pick<ReadyRun, "artist" | "space">,
  seed: number,
  count: number,
  options: Pick<DrawOptions, "onProgress" | "signal"> = {},
): Promise<Shown[]> {
  const cards = Array.from({ length: count }, (_, at) => nameCard(drawCard(run.space, random(seed, "card", at))));
  return shownCards(run.artist, cards, options);
}

/** The pictures of some cards. */
export async function shownCards(
  artist: Painter,
  cards: readonly Card[],
  options: Pick<DrawOptions, "onProgress" | "signal"> = {},
): Promise<Shown[]> {
  const drawings = await drawCards(artist, cards, options);
  return drawings.map(({ picture, recipe }, at) => ({ card: cards[at], recipe, pixels: pixelsOf(picture) }));
}

/** The pictures of some latents, `[count, latent]`. */
export async function shownLatents(artist: Painter, latents: Float32Array): Promise<Shown[]> {
  const drawn = await latentCards(artist, latents);
  return drawn.map(({ card, picture, recipe }) => ({ card, recipe, pixels: pixelsOf(picture) }));
}

/**
 * The picture of a latent that moves in parts of the picture only: its card is that of the place where all of it would
 * have moved.
 */
export async function shownMoved(
  artist: Painter,
  latent: Float32Array,
  steps: Along["steps"],
  moves: readonly PartMove[],
): Promise<Shown> {
  const [still] = await shownLatents(artist, latent);
  if (moves.length === 0) return still;
  const partly = moves.map(({ within, added }) => ({ within, added: [...added] }));
  const recipe = { ...still.recipe, along: { steps, added: new Array<number>(artist.random).fill(0), partly } };
  const card = cardAt(artist, await recipeLatents(artist, recipe, recipe.run));
  const { picture } = await redraw(artist, recipe, recipe.run);
  return { card, recipe, pixels: pixelsOf(picture) };
}

/** Where a picture lies, `[latent]`; what has a latent for each layer lies where its card does. */
export async function latentOf(artist: Painter, { card, recipe }: Origin): Promise<Float32Array> {
  const latents = await recipeLatents(artist, recipe, recipe.run);
  if (latents.length === artist.latent) return latents;
  const wishes = artist.attributes && card.values.map((value) => Float32Array.of(value));
  return artist.latents(0, 1, { chance: [card.latent], wishes });
}
