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
 * Preference model of a rater: a Gaussian process over candidates. Plain data: an update returns a new model and leaves
 * the old one as it was.
 */
export interface PreferenceModel {
  readonly space: DesignSpace;
  readonly observations: readonly Observation[];
  /** Number of ratings and choices so far, removed ones included: the index of the next. */
  readonly events: number;
  readonly gp: GaussianProcess;
  /** Dual weights of the posterior mean; see `dualWeightsOf`. */
  readonly dualWeights: Float64Array;
  /** State of the search for better weights. */
  readonly search: RpropState;
  /** Fit with better weights that is still catching up; it replaces `gp` once it has all observations. */
  readonly nextGp?: GaussianProcess;
}

/** Rating: −2 very bad, −1 bad, 0 so-so, 1 good, 2 very good. */
export type Rating = -2 | -1 | 0 | 1 | 2;

/** Multiplications per rating for the fit with better weights: some 25 ms. */
const flopBudgetPerRating = 2e7;

/**
 * Creates a preference model without observations: the prior.
 *
 * @param space - attributes and noise dimensions of the candidates.
 * @returns model whose predictions are the prior.
 */
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

/**
 * Updates the model with a rating; O(n²) with n earlier observations.
 *
 * @param preference - model before the rating.
 * @param candidate - rated image.
 * @param rating - −2 very bad … 2 very good.
 * @returns updated model; the given one stays as it is.
 */
export function observeRating(preference: PreferenceModel, candidate: Candidate, rating: Rating): PreferenceModel {
  const terms = [{ candidate: embed(preference.space, candidate), times: 1 }];
  return addObservationsAndRefit(preference, [{ terms, event: preference.events, value: rating }]);
}

/**
 * Updates the model with a choice of the best among several candidates.
 *
 * @param preference - model before the choice.
 * @param candidates - images shown together, at least 2.
 * @param best - index of the chosen one.
 * @returns updated model; the given one stays as it is.
 */
export function observeChoice(
  preference: PreferenceModel,
  candidates: readonly Candidate[],
  best: number,
): PreferenceModel {
  if (!(best in candidates) || candidates.length < 2)
    throw internalError(`preference: no best ${best} of ${candidates.length}`);
  const embedded = candidates.map((candidate) => embed(preference.space, candidate));
  return addObservationsAndRefit(preference, choiceObservations(preference, embedded, best));
}

/**
 * Removes a rating or a choice: the model becomes as if it had never been observed, but time stays. O(n²).
 *
 * @param preference - model with the event.
 * @param event - index of the rating or choice, from 0.
 * @returns updated model; the given one stays as it is.
 */
export function removeObservation(preference: PreferenceModel, event: number): PreferenceModel {
  let { observations, gp } = preference;
  for (let place = observations.length - 1; place >= 0; place--)
    if (observations[place].event === event) {
      gp = dropObservation(gp, place, observations);
      observations = observations.filter((_, at) => at !== place);
    }
  // a fit under way is dropped, and the search continues from its weights
  return { ...preference, observations, gp, dualWeights: dualWeightsOf(gp), nextGp: undefined };
}

/**
 * Predicts the ratings of candidates.
 *
 * @param preference - fitted model.
 * @param candidates - images of its design space.
 * @returns mean and standard deviation per candidate, in order, in units of the rating scale.
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
 * Adds observations, and optimises the weights on the way.
 *
 * @param events - number of ratings and choices behind the observations. Default 1.
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

/** Returns whether any weight differs by more than a tenth, which justifies a new fit. */
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
