import { drawCard, drawCards, nameCard, random, type Card, type Rarity } from "omakase";
import type { Runs } from "./runs.ts";
import { pixelsOf, type Shown } from "./shown.ts";

/** Draws pictures. */
export function drawing(runs: Runs) {
  return {
    /** The pictures of some cards. */
    async cards(id: string, cards: readonly Card[]): Promise<Shown[]> {
      const { artist } = await runs.ready(id);
      const drawings = await drawCards(artist, cards);
      return drawings.map(({ picture, recipe }, at) => ({ card: cards[at], recipe, pixels: pixelsOf(picture) }));
    },
    /** Cards by lot, as frequent as in the pictures that were learned from: number i of a seed is always the same. */
    async lots(id: string, seed: number, count: number): Promise<Card[]> {
      const { space } = await runs.ready(id);
      return Array.from({ length: count }, (_, at) => nameCard(drawCard(space, random(seed, "card", at))));
    },
    /** How rare each is; undefined of models without attributes. */
    async rarity(id: string, cards: readonly Card[]): Promise<(Rarity | undefined)[]> {
      const { rarity } = await runs.ready(id);
      return cards.map(({ values }) => rarity(values));
    },
  };
}
