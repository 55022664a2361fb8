import { random } from "../tensor/index.ts";
import type { Candidate } from "./candidate.ts";
import { suggest, type SuggestOptions } from "./suggest.ts";
import type { PreferenceModel } from "./preference-model.ts";

/** The card to show next. */
export interface Suggestion {
  readonly candidate: Candidate;
  /** Whether it was shown before: a quiet repeat, by which the rater is measured. */
  readonly isRepeat: boolean;
}

/** In every so many cards one is a repeat, */
const repeatInterval = 10;
/** of one that came at least so long before: what one still remembers says nothing. */
const minRepeatGap = 8;

/**
 * Chooses the next card, and about every tenth time a quiet repeat: in each ten, at a place drawn by lot, of a card
 * drawn by lot that was shown once.
 *
 * @param shown - every card that was shown to the rater, the newest last.
 */
export function suggestNext(
  preference: PreferenceModel,
  history: readonly Candidate[],
  options: Omit<SuggestOptions, "count" | "history"> = {},
): Suggestion {
  const { seed = 1 } = options;
  const ten = Math.floor(history.length / repeatInterval);
  if (ten > 0 && history.length % repeatInterval === random(seed, "repeat", ten).integer(repeatInterval)) {
    const counts = new Map<string, number>();
    for (const { id } of history) counts.set(id, (counts.get(id) ?? 0) + 1);
    const old = history.slice(0, -minRepeatGap).filter(({ id }) => counts.get(id) === 1);
    if (old.length > 0) return { candidate: old[random(seed, "repeated", ten).integer(old.length)], isRepeat: true };
  }
  const [candidate] = suggest(preference, { ...options, history });
  return { candidate, isRepeat: false };
}
