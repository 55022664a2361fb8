import { fit, toTensor, type Picture } from "../image/index.ts";
import type { Recipe } from "../checkpoint/index.ts";
import { drawingBatch, drawLatents, type DrawOptions } from "./draw-latents.ts";
import type { Painter } from "./painter.ts";
import { signature } from "./signature.ts";

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
  artist: Painter,
  pictures: readonly Picture[],
  options: Pick<DrawOptions, "onProgress" | "signal"> = {},
): Promise<Reconstruction[]> {
  const inputs = pictures.map((picture) => asSeen(artist, picture));
  const latents = await pictureLatents(artist, inputs);
  const outputs = await drawLatents(artist, latents, options);
  const signed = await signature(artist.trained);
  return inputs.map((input, at) => ({
    input,
    output: outputs[at],
    recipe: { ...signed, latent: [...latents.subarray(at * artist.latent, (at + 1) * artist.latent)] },
    psnr: likeness(input, outputs[at]),
  }));
}

/**
 * Where pictures lie in latent space, `[count, latent]`.
 *
 * @param pictures - of any size; the middle square of each is used.
 * @throws OmakaseError `option` when the model has no encoder.
 */
export async function pictureLatents(artist: Painter, pictures: readonly Picture[]): Promise<Float32Array> {
  const { channels } = artist.trained.picture;
  const latents = new Float32Array(pictures.length * artist.latent);
  for (let from = 0; from < pictures.length; from += drawingBatch) {
    const part = pictures.slice(from, from + drawingBatch);
    const tensors = part.map((picture) => toTensor(asSeen(artist, picture), channels));
    const values = new Float32Array(part.length * tensors[0].length);
    tensors.forEach((tensor, at) => values.set(tensor, at * tensor.length));
    latents.set(await artist.encode(values, part.length, drawingBatch), from * artist.latent);
  }
  return latents;
}

/** A picture as a model sees it: the middle square, of its size and channels. */
export function asSeen(artist: Painter, picture: Picture): Picture {
  const { size, channels } = artist.trained.picture;
  return fit(picture, size, channels);
}

/** How alike two pictures of one shape are, dB; see `Reconstruction.psnr`. */
export function likeness(a: Picture, b: Picture): number {
  let squares = 0;
  for (let at = 0; at < a.pixels.length; at++) squares += (a.pixels[at] - b.pixels[at]) ** 2;
  return 10 * Math.log10(255 ** 2 / (squares / a.pixels.length));
}
