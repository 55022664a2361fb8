import type { Embedding } from "./embedding.ts";
import { temporalDecay, biasVariance } from "./preference-kernel.ts";
import type { PreferenceModel } from "./preference-model.ts";

/**
 * Creates a function that predicts the posterior mean of any candidate, at a cost independent of the number of ratings.
 * The kernel is a sum of products of finite blocks, so the dual weights collapse into one vector and one matrix:
 * O(n·width²) once, width² per candidate.
 */
export function meanPredictor({
  gp,
  dualWeights,
  observations,
  events,
}: PreferenceModel): (candidate: Embedding) => number {
  const { weights, blocks } = gp.prior;
  const width = blocks[blocks.length - 1];
  const roots = new Float64Array(width);
  weights.attributes.forEach((weight, block) => roots.fill(Math.sqrt(weight), blocks[block], blocks[block + 1]));
  const single = new Float64Array(width);
  const both = new Float64Array(width * width); // below the diagonal
  const latent = new Float64Array(observations[0]?.terms[0].candidate.latent.length ?? 0);
  let level = 0;
  observations.forEach((one, at) => {
    const faded = dualWeights[at] * temporalDecay(weights.drift, events - one.event);
    for (const { candidate, times } of one.terms) {
      const share = faded * times;
      level += share * biasVariance;
      for (let row = 0; row < latent.length; row++) latent[row] += share * weights.latent * candidate.latent[row];
      for (let row = 0; row < width; row++) {
        if (candidate.shown[row] === 0) continue;
        const here = share * candidate.shown[row] * roots[row];
        single[row] += here;
        for (let column = 0; column < row; column++)
          both[row * width + column] += here * candidate.shown[column] * roots[column];
      }
    }
  });
  for (let block = 0; block + 1 < blocks.length; block++)
    for (let row = blocks[block]; row < blocks[block + 1]; row++)
      both.fill(0, row * width + blocks[block], row * width + row); // no pairs within an attribute

  return (candidate) => {
    let mean = level;
    for (let at = 0; at < latent.length; at++) mean += latent[at] * candidate.latent[at];
    for (let row = 0; row < width; row++) {
      if (candidate.shown[row] === 0) continue;
      let value = 0;
      for (let column = 0; column < row; column++)
        value += both[row * width + column] * candidate.shown[column] * roots[column];
      mean += candidate.shown[row] * roots[row] * (single[row] + weights.pairs * value);
    }
    return mean;
  };
}
