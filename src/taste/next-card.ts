import { random } from "../tensor/index.ts";
import type { Card } from "./card.ts";
import { chooseCards, type ChooseCardsOptions } from "./choose-cards.ts";
import type { Taste } from "./taste.ts";

/** The card to show next. */
export interface NextCard {
  readonly card: Card;
  /** Whether it was shown before: a quiet repeat, by which the rater is measured. */
  readonly repeat: boolean;
}

/** In every so many cards one is a repeat, */
const every = 10;
/** of one that came at least so long before: what one still remembers says nothing. */
const shortest = 8;

/**
 * Chooses the next card, and about every tenth time a quiet repeat: in each ten, at a place drawn by lot, of a card
 * drawn by lot that was shown once.
 *
 * @param shown - every card that was shown to the rater, the newest last.
 */
export function nextCard(
  taste: Taste,
  shown: readonly Card[],
  options: Omit<ChooseCardsOptions, "count" | "shown"> = {},
): NextCard {
  const { seed = 1 } = options;
  const ten = Math.floor(shown.length / every);
  if (ten > 0 && shown.length % every === random(seed, "repeat", ten).integer(every)) {
    const counts = new Map<string, number>();
    for (const { id } of shown) counts.set(id, (counts.get(id) ?? 0) + 1);
    const old = shown.slice(0, -shortest).filter(({ id }) => counts.get(id) === 1);
    if (old.length > 0) return { card: old[random(seed, "repeated", ten).integer(old.length)], repeat: true };
  }
  const [card] = chooseCards(taste, { ...options, shown });
  return { card, repeat: false };
}
