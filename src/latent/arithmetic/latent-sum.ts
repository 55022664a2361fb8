import type { LatentLayout, LatentPoint } from "../../sample/index.ts";
import { expandToLayers } from "../crossover/crossover.ts";

/** A term of a sum of points. */
export interface LatentTerm {
  readonly sign: 1 | -1;
  readonly point: LatentPoint;
  /** Weight, ≥ 0. Default 1. */
  readonly weight?: number;
}

/** See {@link latentSum}. */
export interface LatentSumOptions {
  /**
   * Whether the noise of the sum is scaled to the mean norm of its terms: a GAN trained on N(0, 1) has not seen
   * latents as long as a sum. Conditions are added plainly. Default false.
   */
  readonly keepNorm?: boolean;
}

/**
 * Adds and subtracts points: the difference of two images is added to a third (Radford et al. 2016, section 6.3.2,
 * where each term is the mean of three latents; a mean of images that share one trait carries that trait alone).
 * Feature offsets and local edits are added with the same signs and weights.
 * @param layout - sizes of the model's latents: a sampler.
 * @param terms - at least one; points of one model.
 * @returns the sum; with a latent per layer when a term has one.
 */
export function latentSum(
  layout: LatentLayout,
  terms: readonly LatentTerm[],
  { keepNorm = false }: LatentSumOptions = {},
): LatentPoint {
  const width = Math.max(...terms.map(({ point }) => point.latent.length));
  const wide = terms.map(({ point }) => expandToLayers(Float32Array.from(point.latent), width));
  const factors = terms.map(({ sign, weight = 1 }) => sign * weight);
  const sum = weightedSum(wide, factors);
  const offsets = terms.map(({ point }) => point.featureOffsets);
  const size = offsets.find(Boolean)?.length;
  const edits = terms.flatMap(({ point: { localEdits = [] } }, at) =>
    localEdits.map(({ mask, noiseOffset }) => ({ mask, noiseOffset: noiseOffset.map((value) => factors[at] * value) })),
  );
  return {
    latent: Array.from(keepNorm ? rescaleNoise(sum, wide, layout) : sum),
    ...(size !== undefined && {
      featureOffsets: Array.from(
        weightedSum(
          offsets.map((one) => Float32Array.from(one ?? new Float32Array(size))),
          factors,
        ),
      ),
    }),
    ...(edits.length > 0 && { localEdits: edits }),
  };
}

/** Scales the noise of every layer of a sum to the mean norm of its terms. */
function rescaleNoise(
  sum: Float32Array,
  terms: readonly Float32Array[],
  { latent, noiseSize }: LatentLayout,
): Float32Array {
  const scaled = sum.slice();
  for (let layer = 0; layer < sum.length; layer += latent) {
    const noiseNorm = (one: Float32Array) => Math.hypot(...one.subarray(layer, layer + noiseSize));
    const wanted = terms.reduce((total, term) => total + noiseNorm(term), 0) / terms.length;
    const scale = wanted / (noiseNorm(sum) || 1);
    for (let at = layer; at < layer + noiseSize; at++) scaled[at] *= scale;
  }
  return scaled;
}

function weightedSum(rows: readonly Float32Array[], factors: readonly number[]): Float32Array {
  const sum = new Float32Array(rows[0].length);
  rows.forEach((row, at) => row.forEach((value, axis) => (sum[axis] += factors[at] * value)));
  return sum;
}

/** Returns the point of the mean of some latents, `[count, latent]`, row-major, at least one row. */
export function meanLatent(latents: Float32Array, latent: number): LatentPoint {
  const count = latents.length / latent;
  const mean = new Float32Array(latent);
  latents.forEach((value, at) => (mean[at % latent] += value / count));
  return { latent: Array.from(mean) };
}
