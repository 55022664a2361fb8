import { internalError } from "../error.ts";
import type { Candidate, DesignSpace } from "./candidate.ts";
import { blockStarts, embed } from "./embedding.ts";
import {
  emptyProcess,
  addObservations,
  dualWeightsOf,
  dropObservation,
  type GaussianProcess,
} from "./gaussian-process.ts";
import type { KernelWeights } from "./preference-kernel.ts";
import type { Observation } from "./observation.ts";
import { posterior, type NormalEstimate } from "./posterior.ts";
import { choiceObservations } from "./choice-observations.ts";
import { initialRprop, optimizeWeights, priorWeights, type RpropState } from "./optimize-weights.ts";

/**
 * What is known about what somebody likes, after some ratings: a Gaussian process over cards. Plain data: learning
 * gives a new taste and leaves the old one as it was.
 */
export interface PreferenceModel {
  readonly space: DesignSpace;
  readonly observations: readonly Observation[];
  /** Ratings and choices so far, forgotten ones too: the number of the next. */
  readonly events: number;
  readonly gp: GaussianProcess;
  /** See `dualWeightsOf`. */
  readonly dualWeights: Float64Array;
  /** The weights that are being looked for. */
  readonly search: RpropState;
  /** A fit with better weights that has not seen everything yet, and takes the place of `gp` when it has. */
  readonly nextGp?: GaussianProcess;
}

/** A rating: −2 very bad, −1 bad, 0 so-so, 1 good, 2 very good. */
export type Rating = -2 | -1 | 0 | 1 | 2;

/** Multiplications that may be spent with each rating on a fit with better weights: some 25 ms. */
const flopBudgetPerRating = 2e7;

/** A taste that knows nothing yet. */
export function emptyPreferenceModel(
  space: DesignSpace,
  weights: KernelWeights = priorWeights(space),
): PreferenceModel {
  return {
    space,
    observations: [],
    events: 0,
    gp: emptyProcess({ weights, blocks: blockStarts(space) }),
    dualWeights: new Float64Array(0),
    search: initialRprop(weights),
  };
}

/** Learns a rating at once: O(n²) with n ratings before. */
export function observeRating(preference: PreferenceModel, candidate: Candidate, rating: Rating): PreferenceModel {
  const terms = [{ candidate: embed(preference.space, candidate), times: 1 }];
  return addObservationsAndRefit(preference, [{ terms, event: preference.events, value: rating }]);
}

/**
 * Learns which of some cards somebody likes best.
 *
 * @param best - its place among them.
 */
export function observeChoice(
  preference: PreferenceModel,
  candidates: readonly Candidate[],
  best: number,
): PreferenceModel {
  if (!(best in candidates) || candidates.length < 2)
    throw internalError(`taste: no best ${best} of ${candidates.length}`);
  const embedded = candidates.map((candidate) => embed(preference.space, candidate));
  return addObservationsAndRefit(preference, choiceObservations(preference, embedded, best));
}

/** Forgets a rating or a choice: then all is as if it had never been, but that time has passed. O(n²). */
export function removeObservation(preference: PreferenceModel, event: number): PreferenceModel {
  let { observations, gp } = preference;
  for (let place = observations.length - 1; place >= 0; place--)
    if (observations[place].event === event) {
      gp = dropObservation(gp, place, observations);
      observations = observations.filter((_, at) => at !== place);
    }
  // a fit under way is not worth mending: the search goes on from its weights
  return { ...preference, observations, gp, dualWeights: dualWeightsOf(gp), nextGp: undefined };
}

/**
 * What is believed about some cards now.
 *
 * @returns in their order.
 */
export function predictRatings(
  preference: PreferenceModel,
  candidates: readonly Pick<Candidate, "values" | "latent">[],
): NormalEstimate[] {
  return candidates.map((candidate) =>
    posterior(preference, {
      terms: [{ candidate: embed(preference.space, candidate), times: 1 }],
      event: preference.events,
    }),
  );
}

/**
 * Learns what was observed, looking for better weights on the way.
 *
 * @param events - ratings and choices that it came from. Default 1.
 */
export function addObservationsAndRefit(
  preference: PreferenceModel,
  news: readonly Observation[],
  events = 1,
): PreferenceModel {
  const observations = [...preference.observations, ...news];
  const search = optimizeWeights(preference.search, observations, preference.gp.prior.blocks);
  let gp = addObservations(preference.gp, observations);
  let nextGp: GaussianProcess | undefined = preference.nextGp;
  if (!nextGp && isFar(search.weights, gp.prior.weights))
    nextGp = emptyProcess({ ...gp.prior, weights: search.weights });
  if (nextGp) nextGp = addObservations(nextGp, observations, flopBudgetPerRating);
  if (nextGp?.factor.length === observations.length) [gp, nextGp] = [nextGp, undefined];
  return {
    ...preference,
    observations,
    events: preference.events + events,
    gp,
    dualWeights: dualWeightsOf(gp),
    search,
    nextGp,
  };
}

/** Whether weights differ so much that it is worth a new fit: any by more than a tenth. */
function isFar(a: KernelWeights, b: KernelWeights): boolean {
  const numbers = ({ attributes, pairs, latent, drift, noise }: KernelWeights) => [
    ...attributes,
    pairs,
    latent,
    drift,
    noise,
  ];
  const others = numbers(b);
  return numbers(a).some((value, at) => Math.abs(value - others[at]) > 0.1 * others[at]);
}
