import { fitSquare, toTensors, type Picture } from "../image/index.ts";
import type { Recipe } from "../checkpoint/index.ts";
import { latentPoints, type LatentPoint } from "./latent-point.ts";
import { renderWithRecipes } from "./picture-recipe.ts";
import { renderBatch, type RenderOptions } from "./render.ts";
import type { Sampler } from "./sampler.ts";

/** An image that was encoded and decoded. */
export interface Reconstruction {
  /** The input as the model takes it: a square of its size. */
  readonly input: Picture;
  /** The decoded image. */
  readonly output: Picture;
  /** The point of the output. */
  readonly point: LatentPoint;
  /** The recipe of the output. */
  readonly recipe: Recipe;
  /**
   * PSNR of input and output, dB: 10 · log₁₀(255² / mean squared difference of the 8-bit values). Larger is better:
   * 20 is rough, 30 is good, and identical images give ∞.
   */
  readonly psnr: number;
}

/**
 * Encodes images and decodes them again.
 * @param pictures - of any size; the central square of each is used.
 * @returns one reconstruction per image.
 * @throws OmakaseError `option` when the model has no encoder.
 *
 * @example
 * ```ts
 * const [{ psnr }] = await reconstruct(createSampler(trained), [await sushi.picture(0)]);
 * psnr; // in decibels
 * ```
 */
export async function reconstruct(
  sampler: Sampler,
  pictures: readonly Picture[],
  options: Pick<RenderOptions, "onProgress" | "signal"> = {},
): Promise<Reconstruction[]> {
  const inputs = pictures.map((picture) => preprocessForModel(sampler, picture));
  const latents = await encodeImages(sampler, inputs);
  const points = latentPoints(latents, sampler.latent);
  const outputs = await renderWithRecipes(
    sampler,
    points.map((point) => ({ point })),
    options,
  );
  return outputs.map(({ picture, recipe }, at) => ({
    input: inputs[at],
    output: picture,
    point: points[at],
    recipe,
    psnr: peakSignalToNoise(inputs[at], picture),
  }));
}

/**
 * Encodes images to latents.
 * @param pictures - of any size; the central square of each is used.
 * @returns latents, `[count, latent]`.
 * @throws OmakaseError `option` when the model has no encoder.
 */
export async function encodeImages(sampler: Sampler, pictures: readonly Picture[]): Promise<Float32Array> {
  const { channels } = sampler.trained.picture;
  const latents = new Float32Array(pictures.length * sampler.latent);
  for (let from = 0; from < pictures.length; from += renderBatch) {
    const part = pictures.slice(from, from + renderBatch);
    const values = toTensors(
      part.map((picture) => preprocessForModel(sampler, picture)),
      channels,
    );
    latents.set(await sampler.encode(values, part.length, renderBatch), from * sampler.latent);
  }
  return latents;
}

/** Crops an image to its central square and converts it to the size and channels of a model. */
export function preprocessForModel(sampler: Sampler, picture: Picture): Picture {
  const { size, channels } = sampler.trained.picture;
  return fitSquare(picture, size, channels);
}

/** Returns the PSNR of two images of one shape, dB; see `Reconstruction.psnr`. */
export function peakSignalToNoise(a: Picture, b: Picture): number {
  let squares = 0;
  for (let at = 0; at < a.pixels.length; at++) squares += (a.pixels[at] - b.pixels[at]) ** 2;
  return 10 * Math.log10(255 ** 2 / (squares / a.pixels.length));
}
