import type { DesignSpace } from "./candidate.ts";
import type { KernelWeights } from "./preference-kernel.ts";
import { prepareLikelihood, logLikelihoodGradient, type PreparedLikelihood } from "./likelihood.ts";
import type { Observation } from "./observation.ts";

/** State of the weight search. */
export interface RpropState {
  readonly weights: KernelWeights;
  /** Rprop step size of each unconstrained weight; see {@link toUnconstrained}. */
  readonly steps: readonly number[];
  /** Sign of the last move of each: −1, 0, 1. */
  readonly signs: readonly number[];
}

/** Number of the newest ratings that weights are optimised on. Each step costs their third power. */
const maxRecentRatings = 150;
/** Multiplications that the search may spend per rating: some 25 ms. */
const flopBudgetPerRating = 2e7;

/** Log-normal priors of the weights: mean and standard deviation of their logarithms. */
const weightPriors = {
  /** Sum over all attributes. */
  attributes: { mean: Math.log(1.2), std: 1 },
  pairs: { mean: Math.log(0.4), std: 1 },
  latent: { mean: Math.log(0.3), std: 1 },
  /** Odds drift / (1 − drift). */
  drift: { mean: -3, std: 1 },
  noise: { mean: Math.log(0.4), std: 0.5 },
} as const;

/** Returns the prior means of the weights. */
export function priorWeights(space: DesignSpace): KernelWeights {
  return fromUnconstrained(priorMeans(space.attributes?.tags.length ?? 0));
}

/** Creates the state of a search that starts at the given weights. */
export function initialRprop(weights: KernelWeights): RpropState {
  const numbers = toUnconstrained(weights);
  return { weights, steps: numbers.map(() => 0.1), signs: numbers.map(() => 0) };
}

/**
 * Continues the search for the weights of maximum posterior probability (MAP; Rasmussen & Williams 2006, section
 * 5.4.1). Steps are those of Rprop (Riedmiller & Braun 1993), which uses only the signs of the gradient. With fewer
 * ratings it makes more steps: each rating costs about the same.
 */
export function optimizeWeights(
  search: RpropState,
  observations: readonly Observation[],
  blocks: readonly number[],
): RpropState {
  const newest = observations.slice(-maxRecentRatings);
  if (newest.length < 4) return search;
  const count = Math.max(1, Math.min(12, Math.floor(flopBudgetPerRating / newest.length ** 3)));
  let { weights, steps, signs } = search;
  const numbers = toUnconstrained(weights);
  const prepared = prepareLikelihood(newest, blocks);
  for (let step = 0; step < count; step++) {
    const slopes = objectiveGradient(prepared, weights);
    const turns = slopes.map((slope, at) => Math.sign(slope) * signs[at]);
    steps = steps.map((length, at) =>
      Math.max(1e-3, Math.min(0.5, length * (turns[at] > 0 ? 1.2 : turns[at] < 0 ? 0.5 : 1))),
    );
    signs = slopes.map((slope, at) => (turns[at] < 0 ? 0 : Math.sign(slope)));
    numbers.forEach((_, at) => (numbers[at] += signs[at] * steps[at]));
    weights = fromUnconstrained(numbers);
  }
  return { weights, steps, signs };
}

/** Maps weights to unconstrained numbers: logarithms, and the log odds of drift. */
function toUnconstrained({ attributes, pairs, latent, drift, noise }: KernelWeights): number[] {
  return [...attributes, pairs, latent, drift / (1 - drift), noise].map(Math.log);
}

function fromUnconstrained(numbers: readonly number[]): KernelWeights {
  const [pairs, latent, odds, noise] = numbers.slice(-4).map(Math.exp);
  return { attributes: numbers.slice(0, -4).map(Math.exp), pairs, latent, drift: odds / (1 + odds), noise };
}

function priorMeans(attributes: number): number[] {
  const each = weightPriors.attributes.mean - Math.log(Math.max(1, attributes));
  const { pairs, latent, drift, noise } = weightPriors;
  return [...Array.from({ length: attributes }, () => each), pairs.mean, latent.mean, drift.mean, noise.mean];
}

/**
 * Computes the gradient of the objective of {@link optimizeWeights} in unconstrained weights: log likelihood plus log
 * prior.
 */
export function objectiveGradient(prepared: PreparedLikelihood, weights: KernelWeights): number[] {
  const slopes = logLikelihoodGradient(prepared, weights);
  const { length } = weights.attributes;
  const means = priorMeans(length);
  const { attributes, pairs, latent, drift, noise } = weightPriors;
  const stds = [
    ...weights.attributes.map(() => attributes.std),
    ...[pairs, latent, drift, noise].map((each) => each.std),
  ];
  return toUnconstrained(weights).map((value, at) => slopes[at] - (value - means[at]) / stds[at] ** 2);
}
