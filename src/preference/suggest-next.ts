import { random } from "../tensor/index.ts";
import type { Candidate } from "./candidate.ts";
import { findContrasts, type Contrast } from "./find-contrasts.ts";
import type { Design } from "./sample-design.ts";
import { suggest, type SuggestOptions } from "./suggest.ts";
import type { PreferenceModel } from "./preference-model.ts";

/** Next candidate to show. */
export interface Suggestion {
  readonly candidate: Candidate;
  /** Whether it was shown before: a hidden repeat that measures the rater's consistency. */
  readonly isRepeat: boolean;
  /** Whether it tests a belief: as liked as possible without a trait that seems liked, or with one that seems disliked. */
  readonly isContrast: boolean;
}

/** Options of {@link suggestNext} and {@link suggestSet}. */
export interface SuggestNextOptions extends Omit<SuggestOptions, "count" | "history"> {
  /** Number of further candidates that may take the place of the first, such as of one that turns out badly. Default 0. */
  readonly spares?: number;
}

/** Number of candidates per hidden repeat, and per contrast. */
const [repeatInterval, contrastInterval] = [10, 5];
/** Minimum distance of a repeat from its first showing, candidates: short-term memory would bias it. */
const minRepeatGap = 8;
/** Points that a design without the contrast loses: more than any preference. */
const contrastPenalty = 30;

/**
 * Suggests the next candidate. About every tenth is a hidden repeat: in each ten, at a random position, a random
 * candidate that was shown once. In each five, one is a contrast, which tests what the model believes.
 *
 * @param preference - model of the rater.
 * @param history - every candidate that the rater has seen, newest last.
 * @param options - as for {@link suggest}, without `count` and `history`, and with `spares`.
 * @returns the next candidate, then its spares.
 */
export function suggestNext(
  preference: PreferenceModel,
  history: readonly Candidate[],
  options: SuggestNextOptions = {},
): [Suggestion, ...Suggestion[]] {
  const { seed = 1, spares = 0 } = options;
  const ten = Math.floor(history.length / repeatInterval);
  const repeatAt = ten > 0 ? random(seed, "repeat", ten).integer(repeatInterval) : -1;
  if (history.length % repeatInterval === repeatAt) {
    const counts = new Map<string, number>();
    for (const { id } of history) counts.set(id, (counts.get(id) ?? 0) + 1);
    const old = history.slice(0, -minRepeatGap).filter(({ id }) => counts.get(id) === 1);
    if (old.length > 0) {
      const candidate = old[random(seed, "repeated", ten).integer(old.length)];
      return [{ candidate, isRepeat: true, isContrast: false }];
    }
  }
  const five = Math.floor(history.length / contrastInterval);
  const places = [...Array(contrastInterval).keys()].filter(
    (place) => (five * contrastInterval + place) % repeatInterval !== repeatAt,
  );
  const isTurn = history.length % contrastInterval === places[random(seed, "contrast", five).integer(places.length)];
  const contrast = isTurn ? findContrasts(preference, history).at(0) : undefined;
  return suggestions(preference, history, { ...options, count: 1 + spares }, contrast) as [Suggestion, ...Suggestion[]];
}

/**
 * Suggests candidates to pick the best of, a fifth of them contrasts at random places.
 *
 * @param preference - model of the rater.
 * @param history - every candidate that the rater has seen, newest last.
 * @param count - number of candidates, ≥ 1.
 * @param options - as for {@link suggestNext}.
 * @returns the candidates, then the spares.
 */
export function suggestSet(
  preference: PreferenceModel,
  history: readonly Candidate[],
  count: number,
  options: SuggestNextOptions = {},
): Suggestion[] {
  const { seed = 1, spares = 0 } = options;
  const contrasts = findContrasts(preference, history).slice(0, Math.round(count / contrastInterval));
  const all = suggestions(preference, history, { ...options, count: count - contrasts.length + spares });
  const stream = random(seed, "contrast places", preference.events);
  const shown: Design[] = all.map(({ candidate }) => candidate);
  for (const contrast of contrasts) {
    const [one] = suggestions(preference, [...history, ...shown], { ...options, count: 1 }, contrast);
    shown.push(one.candidate);
    all.splice(stream.integer(count - contrasts.length + 1), 0, one);
  }
  return all;
}

/** Suggests candidates that follow a contrast. */
function suggestions(
  preference: PreferenceModel,
  history: readonly Design[],
  options: SuggestOptions,
  contrast?: Contrast,
): Suggestion[] {
  const { penalty = () => 0 } = options;
  const withContrast = contrast && ((one: Design) => penalty(one) + (contrast.isTestedBy(one) ? 0 : contrastPenalty));
  return suggest(preference, { ...options, history, penalty: withContrast ?? penalty }).map((candidate) => ({
    candidate,
    isRepeat: false,
    isContrast: contrast?.isTestedBy(candidate) ?? false,
  }));
}
