import { internal } from "../error.ts";
import type { Card, CardSpace } from "./card.ts";
import { blocksOf, embed } from "./embedding.ts";
import { emptyFit, extendFit, pullOf, shortenFit, type Fit } from "./fit.ts";
import type { TasteWeights } from "./kernel.ts";
import type { Observation } from "./observation.ts";
import { believed, type Belief } from "./posterior.ts";
import { preferences } from "./preferences.ts";
import { beginSearch, searchWeights, usualWeights, type WeightSearch } from "./search-weights.ts";

/**
 * What is known about what somebody likes, after some ratings: a Gaussian process over cards. Plain data: learning
 * gives a new taste and leaves the old one as it was.
 */
export interface Taste {
  readonly space: CardSpace;
  readonly observations: readonly Observation[];
  /** Ratings and choices so far, forgotten ones too: the number of the next. */
  readonly events: number;
  readonly fit: Fit;
  /** See `pullOf`. */
  readonly pull: Float64Array;
  /** The weights that are being looked for. */
  readonly search: WeightSearch;
  /** A fit with better weights that has not seen everything yet, and takes the place of `fit` when it has. */
  readonly next?: Fit;
}

/** A rating: −2 very bad, −1 bad, 0 so-so, 1 good, 2 very good. */
export type Rating = -2 | -1 | 0 | 1 | 2;

/** Multiplications that may be spent with each rating on a fit with better weights: some 25 ms. */
const budget = 2e7;

/** A taste that knows nothing yet. */
export function newTaste(space: CardSpace, weights: TasteWeights = usualWeights(space)): Taste {
  return {
    space,
    observations: [],
    events: 0,
    fit: emptyFit({ weights, blocks: blocksOf(space) }),
    pull: new Float64Array(0),
    search: beginSearch(weights),
  };
}

/** Learns a rating at once: O(n²) with n ratings before. */
export function rate(taste: Taste, card: Card, rating: Rating): Taste {
  const terms = [{ card: embed(taste.space, card), times: 1 }];
  return learn(taste, [{ terms, event: taste.events, value: rating }]);
}

/**
 * Learns which of some cards somebody likes best.
 *
 * @param best - its place among them.
 */
export function chooseBest(taste: Taste, cards: readonly Card[], best: number): Taste {
  if (!(best in cards) || cards.length < 2) throw internal(`taste: no best ${best} of ${cards.length}`);
  const embedded = cards.map((card) => embed(taste.space, card));
  return learn(taste, preferences(taste, embedded, best));
}

/** Forgets a rating or a choice: then all is as if it had never been, but that time has passed. O(n²). */
export function forget(taste: Taste, event: number): Taste {
  let { observations, fit } = taste;
  for (let place = observations.length - 1; place >= 0; place--)
    if (observations[place].event === event) {
      fit = shortenFit(fit, place, observations);
      observations = observations.filter((_, at) => at !== place);
    }
  // a fit under way is not worth mending: the search goes on from its weights
  return { ...taste, observations, fit, pull: pullOf(fit), next: undefined };
}

/**
 * What is believed about some cards now.
 *
 * @returns in their order.
 */
export function predict(taste: Taste, cards: readonly Pick<Card, "values" | "latent">[]): Belief[] {
  return cards.map((card) =>
    believed(taste, { terms: [{ card: embed(taste.space, card), times: 1 }], event: taste.events }),
  );
}

/**
 * Learns what was observed, looking for better weights on the way.
 *
 * @param events - ratings and choices that it came from. Default 1.
 */
export function learn(taste: Taste, news: readonly Observation[], events = 1): Taste {
  const observations = [...taste.observations, ...news];
  const search = searchWeights(taste.search, observations, taste.fit.prior.blocks);
  let fit = extendFit(taste.fit, observations);
  let next: Fit | undefined = taste.next;
  if (!next && isFar(search.weights, fit.prior.weights)) next = emptyFit({ ...fit.prior, weights: search.weights });
  if (next) next = extendFit(next, observations, budget);
  if (next?.factor.length === observations.length) [fit, next] = [next, undefined];
  return { ...taste, observations, events: taste.events + events, fit, pull: pullOf(fit), search, next };
}

/** Whether weights differ so much that it is worth a new fit: any by more than a tenth. */
function isFar(a: TasteWeights, b: TasteWeights): boolean {
  const numbers = ({ attributes, pairs, latent, drift, noise }: TasteWeights) => [
    ...attributes,
    pairs,
    latent,
    drift,
    noise,
  ];
  const others = numbers(b);
  return numbers(a).some((value, at) => Math.abs(value - others[at]) > 0.1 * others[at]);
}
