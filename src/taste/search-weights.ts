import type { CardSpace } from "./card.ts";
import type { Embedded } from "./embedding.ts";
import { backwardSolve, forwardSolve, type Factor } from "./factor.ts";
import { emptyFit, extendFit } from "./fit.ts";
import { driftTime, fading, kernel, type TasteWeights } from "./kernel.ts";
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
  for (let step = 0; step < count; step++) {
    const slopes = slopesOf(newest, blocks, weights);
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

/** The slope of the logarithm of what {@link searchWeights} makes large, along each of the numbers. */
export function slopesOf(
  observations: readonly Observation[],
  blocks: readonly number[],
  weights: TasteWeights,
): number[] {
  const prior = { weights, blocks };
  const { factor, forward } = extendFit(emptyFit(prior), observations);
  const pull = backwardSolve(factor, forward);
  const inverse = inverseOf(factor);
  const { attributes, pairs, latent, drift } = weights;
  const slopes = new Float64Array(attributes.length + 4);
  const [pairsAt, latentAt, driftAt, noiseAt] = [0, 1, 2, 3].map((at) => attributes.length + at);
  const products = new Float64Array(attributes.length);
  // d log p / d θ = ½ Σ A dC / d θ with A = pull·pullᵀ − C⁻¹ (Rasmussen & Williams, equation 5.9)
  for (let row = 0; row < observations.length; row++)
    for (let column = 0; column <= row; column++) {
      const half = (pull[row] * pull[column] - inverse[row][column]) * (row === column ? 0.5 : 1);
      const [a, b] = [observations[row], observations[column]];
      const apart = a.event - b.event;
      const fade = fading(drift, apart);
      const change = (Math.exp(-Math.abs(apart) / driftTime) - 1) * drift * (1 - drift);
      for (const one of a.terms)
        for (const other of b.terms) {
          const share = half * one.times * other.times;
          const single = productsOf(one.card, other.card, attributes, blocks, products);
          let squares = 0;
          for (let at = 0; at < products.length; at++) {
            squares += products[at] * products[at];
            slopes[at] += share * fade * products[at] * (1 + pairs * (single - products[at]));
          }
          slopes[pairsAt] += share * fade * 0.5 * pairs * (single * single - squares);
          slopes[latentAt] += share * fade * latent * along(one.card, other.card);
          slopes[driftAt] += (share * change * kernel(one.card, other.card, prior, apart)) / fade;
        }
      if (row === column && a.noise === undefined) slopes[noiseAt] += half * weights.noise;
    }
  const { deviation } = usual.attributes;
  const means = usualNumbers(attributes.length);
  const deviations = [
    ...attributes.map(() => deviation),
    ...[usual.pairs, usual.latent, usual.drift, usual.noise].map((each) => each.deviation),
  ];
  return toNumbers(weights).map((value, at) => slopes[at] - (value - means[at]) / deviations[at] ** 2);
}

/** Weighted products of the blocks, written to `products`; their sum. */
function productsOf(
  a: Embedded,
  b: Embedded,
  attributes: readonly number[],
  blocks: readonly number[],
  products: Float64Array,
): number {
  let sum = 0;
  for (let block = 0; block < attributes.length; block++) {
    let product = 0;
    for (let at = blocks[block]; at < blocks[block + 1]; at++) product += a.shown[at] * b.shown[at];
    products[block] = attributes[block] * product;
    sum += products[block];
  }
  return sum;
}

function along(a: Embedded, b: Embedded): number {
  let sum = 0;
  for (let at = 0; at < a.latent.length; at++) sum += a.latent[at] * b.latent[at];
  return sum;
}

/** (L·Lᵀ)⁻¹, the lower triangle and more. */
function inverseOf(factor: Factor): Float64Array[] {
  return factor.map((_, place) => {
    const unit = new Float64Array(factor.length);
    unit[place] = 1;
    return backwardSolve(factor, forwardSolve(factor, unit));
  });
}
