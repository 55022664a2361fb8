import { random } from "../tensor/index.ts";
import type { Candidate } from "./candidate.ts";
import { suggest, type SuggestOptions } from "./suggest.ts";
import type { PreferenceModel } from "./preference-model.ts";

/** Next candidate to show. */
export interface Suggestion {
  readonly candidate: Candidate;
  /** Whether it was shown before: a hidden repeat that measures the rater's consistency. */
  readonly isRepeat: boolean;
}

/** Number of candidates per hidden repeat. */
const repeatInterval = 10;
/** Minimum distance of a repeat from its first showing, candidates: short-term memory would bias it. */
const minRepeatGap = 8;

/**
 * Suggests the next candidate, and about every tenth time a hidden repeat: in each ten, at a random position, a random
 * candidate that was shown once.
 *
 * @param preference - model of the rater.
 * @param history - every candidate that the rater has seen, newest last.
 * @param options - as for {@link suggest}, without `count` and `history`.
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
