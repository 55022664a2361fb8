import type { PictureSet } from "../feature/index.ts";
import type { Sampler } from "./sampler.ts";
import type { Translator } from "./translator.ts";

/**
 * Returns the images that a model draws as a set: picture `i` is drawn from number `i` of the seed, as in `generate`.
 *
 * @param count - number of images.
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
 * Returns the outputs of a translator as a set, without noise: picture `i` is made from input `i`.
 *
 * @param count - number of inputs, from the first.
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
