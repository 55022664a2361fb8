import { invertPositiveDefinite } from "../math/index.ts";
import { driftTime, temporalDecay, biasVariance, type KernelWeights } from "./preference-kernel.ts";
import type { Observation } from "./observation.ts";

/** Precomputed part of {@link logLikelihoodGradient} that does not depend on the weights. */
export interface PreparedLikelihood {
  readonly observations: readonly Observation[];
  /** Index of the observation of every term, and the term's factor in `times`. */
  readonly owners: readonly number[];
  readonly times: readonly number[];
  /** For every two terms (row ≥ column), the dot products of their blocks, then that of their noise. */
  readonly products: Float64Array;
  readonly attributes: number;
}

/** Precomputes the dot products for {@link logLikelihoodGradient}. */
export function prepareLikelihood(observations: readonly Observation[], blocks: readonly number[]): PreparedLikelihood {
  const terms = observations.flatMap(({ terms: some }, owner) => some.map((term) => ({ ...term, owner })));
  const attributes = blocks.length - 1;
  const products = new Float64Array(((terms.length * (terms.length + 1)) / 2) * (attributes + 1));
  let place = 0;
  for (let row = 0; row < terms.length; row++)
    for (let column = 0; column <= row; column++) {
      const [a, b] = [terms[row].candidate, terms[column].candidate];
      for (let block = 0; block < attributes; block++) {
        let product = 0;
        for (let at = blocks[block]; at < blocks[block + 1]; at++) product += a.shown[at] * b.shown[at];
        products[place++] = product;
      }
      let along = 0;
      for (let at = 0; at < a.latent.length; at++) along += a.latent[at] * b.latent[at];
      products[place++] = along;
    }
  const owners = terms.map(({ owner }) => owner);
  return { observations, owners, times: terms.map(({ times }) => times), products, attributes };
}

/**
 * Computes the gradient of the log marginal likelihood with respect to the logarithm of each weight: attributes, pairs,
 * latent, the log odds of drift, and noise (Rasmussen & Williams 2006, equation 5.9). It mirrors `preferenceKernel`;
 * `preference-model.test.ts` compares the two.
 */
export function logLikelihoodGradient(prepared: PreparedLikelihood, weights: KernelWeights): Float64Array {
  const { observations, owners, times, products, attributes } = prepared;
  const { pairs, latent, drift, noise } = weights;
  const count = observations.length;
  const attributeWeights = Float64Array.from(weights.attributes);
  const fades = new Float64Array(count * count);
  const matrix = new Float64Array(count * count);
  for (let row = 0; row < count; row++)
    for (let column = 0; column <= row; column++)
      fades[row * count + column] = temporalDecay(drift, observations[row].event - observations[column].event);
  const width = attributes + 1;
  let place = 0;
  for (let row = 0; row < owners.length; row++)
    for (let column = 0; column <= row; column++, place += width) {
      let [single, squares] = [0, 0];
      for (let at = 0; at < attributes; at++) {
        const product = attributeWeights[at] * products[place + at];
        single += product;
        squares += product * product;
      }
      const still =
        biasVariance + single + 0.5 * pairs * (single * single - squares) + latent * products[place + attributes];
      const spot = owners[row] * count + owners[column];
      const twice = row !== column && owners[row] === owners[column] ? 2 : 1;
      matrix[spot] += twice * times[row] * times[column] * still * fades[spot];
    }
  observations.forEach((one, at) => (matrix[at * (count + 1)] += one.noise ?? noise));
  const { inverse, pull } = invertCovariance(matrix, observations);

  const slopes = new Float64Array(attributes + 4);
  place = 0;
  for (let row = 0; row < owners.length; row++)
    for (let column = 0; column <= row; column++, place += width) {
      const [a, b] = [owners[row], owners[column]];
      const spot = a * count + b;
      const half = (row === column ? 0.5 : 1) * (pull[a] * pull[b] - inverse[spot]) * times[row] * times[column];
      const share = half * fades[spot];
      let [single, squares] = [0, 0];
      for (let at = 0; at < attributes; at++) single += attributeWeights[at] * products[place + at];
      for (let at = 0; at < attributes; at++) {
        const product = attributeWeights[at] * products[place + at];
        squares += product * product;
        slopes[at] += share * product * (1 + pairs * (single - product));
      }
      const both = 0.5 * pairs * (single * single - squares);
      const along = latent * products[place + attributes];
      slopes[attributes] += share * both;
      slopes[attributes + 1] += share * along;
      const apart = observations[a].event - observations[b].event;
      const change = (Math.exp(-apart / driftTime) - 1) * drift * (1 - drift);
      slopes[attributes + 2] += half * change * (biasVariance + single + both + along);
    }
  observations.forEach((one, at) => {
    if (one.noise === undefined) slopes[attributes + 3] += 0.5 * (pull[at] ** 2 - inverse[at * (count + 1)]) * noise;
  });
  return slopes;
}

/** Inverts a covariance (lower triangle, row-major) and computes the dual weight of each observation. */
function invertCovariance(matrix: Float64Array, observations: readonly Observation[]) {
  const count = observations.length;
  const inverse = invertPositiveDefinite(matrix, count);
  const pull = new Float64Array(count);
  for (let row = 0; row < count; row++)
    for (let column = 0; column <= row; column++) {
      const value = inverse[row * count + column];
      pull[row] += value * observations[column].value;
      if (column < row) pull[column] += value * observations[row].value;
    }
  return { inverse, pull };
}
