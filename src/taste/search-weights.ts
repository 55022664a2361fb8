import type { CardSpace } from "./card.ts";
import type { TasteWeights } from "./kernel.ts";
import { likelihood, likelihoodSlopes, type Likelihood } from "./likelihood.ts";
import type { Observation } from "./observation.ts";

/** Where a search for weights stands. */
export interface WeightSearch {
  readonly weights: TasteWeights;
  /** How far each of the numbers of {@link toNumbers} moves next. */
  readonly steps: readonly number[];
  /** Which way it moved last: −1, 0, 1. */
  readonly ways: readonly number[];
}

/** Ratings that weights are looked for with: the newest. Each step of the search costs their third power. */
const mostRatings = 150;
/** Multiplications that a search may spend on one rating: some 25 ms. */
const budget = 2e7;

/** What is believed about weights before any rating: the mean and the deviation of their logarithms. */
const usual = {
  /** Of all attributes together. */
  attributes: { mean: Math.log(1.2), deviation: 1 },
  pairs: { mean: Math.log(0.4), deviation: 1 },
  latent: { mean: Math.log(0.3), deviation: 1 },
  /** Of drift / (1 − drift). */
  drift: { mean: -3, deviation: 1 },
  noise: { mean: Math.log(0.4), deviation: 0.5 },
} as const;

/** What is believed to count before anything was rated. */
export function usualWeights(space: CardSpace): TasteWeights {
  return fromNumbers(usualNumbers(space.attributes?.tags.length ?? 0));
}

/** A search that begins at some weights. */
export function beginSearch(weights: TasteWeights): WeightSearch {
  const numbers = toNumbers(weights);
  return { weights, steps: numbers.map(() => 0.1), ways: numbers.map(() => 0) };
}

/**
 * Goes on looking for the weights under which the ratings were most likely, times what is believed of weights
 * beforehand (maximum a posteriori; Rasmussen & Williams 2006, section 5.4.1). Steps are those of Rprop (Riedmiller &
 * Braun 1993), which ask the gradient for its signs alone. Fewer ratings, more steps: each rating costs about the same.
 */
export function searchWeights(
  search: WeightSearch,
  observations: readonly Observation[],
  blocks: readonly number[],
): WeightSearch {
  const newest = observations.slice(-mostRatings);
  if (newest.length < 4) return search;
  const count = Math.max(1, Math.min(12, Math.floor(budget / newest.length ** 3)));
  let { weights, steps, ways } = search;
  const numbers = toNumbers(weights);
  const prepared = likelihood(newest, blocks);
  for (let step = 0; step < count; step++) {
    const slopes = slopesOf(prepared, weights);
    const turns = slopes.map((slope, at) => Math.sign(slope) * ways[at]);
    steps = steps.map((length, at) =>
      Math.max(1e-3, Math.min(0.5, length * (turns[at] > 0 ? 1.2 : turns[at] < 0 ? 0.5 : 1))),
    );
    ways = slopes.map((slope, at) => (turns[at] < 0 ? 0 : Math.sign(slope)));
    numbers.forEach((_, at) => (numbers[at] += ways[at] * steps[at]));
    weights = fromNumbers(numbers);
  }
  return { weights, steps, ways };
}

/** Weights as numbers without bounds: logarithms, and of the drift the logarithm of its odds. */
function toNumbers({ attributes, pairs, latent, drift, noise }: TasteWeights): number[] {
  return [...attributes, pairs, latent, drift / (1 - drift), noise].map(Math.log);
}

function fromNumbers(numbers: readonly number[]): TasteWeights {
  const [pairs, latent, odds, noise] = numbers.slice(-4).map(Math.exp);
  return { attributes: numbers.slice(0, -4).map(Math.exp), pairs, latent, drift: odds / (1 + odds), noise };
}

function usualNumbers(attributes: number): number[] {
  const each = usual.attributes.mean - Math.log(Math.max(1, attributes));
  const { pairs, latent, drift, noise } = usual;
  return [...Array.from({ length: attributes }, () => each), pairs.mean, latent.mean, drift.mean, noise.mean];
}

/**
 * The slope of what {@link searchWeights} makes large, along each of the numbers of weights: that of the likelihood,
 * and of what is believed of weights beforehand.
 */
export function slopesOf(prepared: Likelihood, weights: TasteWeights): number[] {
  const slopes = likelihoodSlopes(prepared, weights);
  const { length } = weights.attributes;
  const means = usualNumbers(length);
  const { attributes, pairs, latent, drift, noise } = usual;
  const deviations = [
    ...weights.attributes.map(() => attributes.deviation),
    ...[pairs, latent, drift, noise].map((each) => each.deviation),
  ];
  return toNumbers(weights).map((value, at) => slopes[at] - (value - means[at]) / deviations[at] ** 2);
}
