import { fitSquare, toTensor, type Picture } from "../image/index.ts";
import type { Recipe } from "../checkpoint/index.ts";
import { renderBatch, renderLatents, type RenderLatentsOptions } from "./render-latents.ts";
import type { Sampler } from "./sampler.ts";
import { provenance } from "./provenance.ts";

/** A picture through the narrow place of a model and back. */
export interface Reconstruction {
  /** As the model saw it: a square of its size. */
  readonly input: Picture;
  /** As the model drew it again. */
  readonly output: Picture;
  /** How to draw it again: its latent is in there. */
  readonly recipe: Recipe;
  /**
   * How alike they are, in dB: 10 · log₁₀(255² / mean squared difference of the 8-bit values). Larger is better; 20 is
   * rough, 30 is good, and the same picture is ∞.
   */
  readonly psnr: number;
}

/**
 * Puts pictures into latent space and draws them again from there.
 *
 * @param pictures - of any size; the middle square of each is used.
 * @throws OmakaseError `option` when the model has no encoder.
 */
export async function reconstruct(
  sampler: Sampler,
  pictures: readonly Picture[],
  options: Pick<RenderLatentsOptions, "onProgress" | "signal"> = {},
): Promise<Reconstruction[]> {
  const inputs = pictures.map((picture) => preprocessForModel(sampler, picture));
  const latents = await encodeImages(sampler, inputs);
  const outputs = await renderLatents(sampler, latents, options);
  const signed = await provenance(sampler.trained);
  return inputs.map((input, at) => ({
    input,
    output: outputs[at],
    recipe: { ...signed, latent: [...latents.subarray(at * sampler.latent, (at + 1) * sampler.latent)] },
    psnr: peakSignalToNoise(input, outputs[at]),
  }));
}

/**
 * Where pictures lie in latent space, `[count, latent]`.
 *
 * @param pictures - of any size; the middle square of each is used.
 * @throws OmakaseError `option` when the model has no encoder.
 */
export async function encodeImages(sampler: Sampler, pictures: readonly Picture[]): Promise<Float32Array> {
  const { channels } = sampler.trained.picture;
  const latents = new Float32Array(pictures.length * sampler.latent);
  for (let from = 0; from < pictures.length; from += renderBatch) {
    const part = pictures.slice(from, from + renderBatch);
    const tensors = part.map((picture) => toTensor(preprocessForModel(sampler, picture), channels));
    const values = new Float32Array(part.length * tensors[0].length);
    tensors.forEach((tensor, at) => values.set(tensor, at * tensor.length));
    latents.set(await sampler.encode(values, part.length, renderBatch), from * sampler.latent);
  }
  return latents;
}

/** A picture as a model sees it: the middle square, of its size and channels. */
export function preprocessForModel(sampler: Sampler, picture: Picture): Picture {
  const { size, channels } = sampler.trained.picture;
  return fitSquare(picture, size, channels);
}

/** How alike two pictures of one shape are, dB; see `Reconstruction.psnr`. */
export function peakSignalToNoise(a: Picture, b: Picture): number {
  let squares = 0;
  for (let at = 0; at < a.pixels.length; at++) squares += (a.pixels[at] - b.pixels[at]) ** 2;
  return 10 * Math.log10(255 ** 2 / (squares / a.pixels.length));
}
