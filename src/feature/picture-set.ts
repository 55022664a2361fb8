import type { Dataset } from "../dataset/index.ts";
import type { Sampler, Translator } from "../sample/index.ts";
import { random } from "../tensor/index.ts";

/** Pictures that can be had by number. A data set is one; so is all that a model can draw. */
export interface PictureSet {
  readonly count: number;
  /** Width and height, px. */
  readonly size: number;
  /** 1: grey, 3: RGB. */
  readonly channels: 1 | 3;
  /** Some of them: `[indices.length, channels, size, size]` in [−1, 1]. */
  batch(indices: ArrayLike<number>): Promise<Float32Array>;
}

/**
 * What a model draws: picture `i` is that of number `i` of the seed, as in `generate`.
 *
 * @param count - how many.
 * @param seed - 0 … 2^53 − 1.
 */
export function generatedPictures(sampler: Sampler, count: number, seed: number): PictureSet {
  const latents = sampler.latents(seed, count);
  const { size, channels } = sampler.trained.picture;
  return {
    count,
    size,
    channels,
    batch(indices) {
      const chosen = new Float32Array(indices.length * sampler.latent);
      Array.from(indices, (index, at) =>
        chosen.set(latents.subarray(index * sampler.latent, (index + 1) * sampler.latent), at * sampler.latent),
      );
      return sampler.decode(chosen, indices.length);
    },
  };
}

/**
 * What a translator makes of some pictures, without noise: picture `i` is that of input `i`.
 *
 * @param count - how many of the inputs, from the first.
 */
export function translatedPictures(sampler: Translator, inputs: PictureSet, count = inputs.count): PictureSet {
  const { size, channels } = sampler.trained.picture;
  return {
    count,
    size,
    channels,
    batch: async (indices) => sampler.run(await inputs.batch(indices), indices.length),
  };
}

/** The same pictures, every second one mirrored, by chance: what a model learns from that was trained with mirroring. */
export function withRandomFlips(dataset: Dataset, seed: number): PictureSet {
  const coins = random(seed, "mirrored").uniforms(dataset.count);
  const { count, size, channels } = dataset;
  const flips = (indices: ArrayLike<number>) => Array.from(indices, (index) => (coins[index] < 0.5 ? 1 : 0));
  return { count, size, channels, batch: (indices) => dataset.batch(indices, flips(indices)) };
}
