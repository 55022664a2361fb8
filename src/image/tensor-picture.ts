import { internalError } from "../error.ts";
import { flattenAlpha } from "./flatten-alpha.ts";
import type { Picture } from "./picture.ts";

/**
 * Converts a picture to `[channels, height, width]`, −1 (black) … 1 (white). Blends transparency over white.
 *
 * @param channels - channels of the result: 1 is grey, 3 is RGB.
 */
export function toTensor(picture: Picture, channels: 1 | 3): Float32Array {
  const { width, height, pixels } = flattenAlpha(picture, channels);
  const plane = width * height;
  const values = new Float32Array(channels * plane);
  for (let channel = 0; channel < channels; channel++) {
    for (let at = 0; at < plane; at++) values[channel * plane + at] = pixels[at * channels + channel] / 127.5 - 1;
  }
  return values;
}

/**
 * Converts pictures of one size to a batch, `[count, channels, height, width]`; see {@link toTensor}.
 *
 * @param channels - channels of the result: 1 is grey, 3 is RGB.
 */
export function toTensors(pictures: readonly Picture[], channels: 1 | 3): Float32Array {
  if (pictures.length === 0) return new Float32Array(0);
  const each = channels * pictures[0].width * pictures[0].height;
  const values = new Float32Array(pictures.length * each);
  pictures.forEach((picture, at) => values.set(toTensor(picture, channels), at * each));
  return values;
}

/** Layout of a batch: `[count, channels, height, width]`. */
export interface ImageBatchShape {
  readonly channels: 1 | 3;
  readonly height: number;
  readonly width: number;
}

/**
 * Converts one image of a batch to a picture. Values outside [−1, 1] become black or white; NaN becomes black.
 *
 * @param values - `[count, channels, height, width]`, or a single `[channels, height, width]`, in [−1, 1].
 * @param index - index in the batch. Default 0.
 */
export function toPicture(values: ArrayLike<number>, { channels, height, width }: ImageBatchShape, index = 0): Picture {
  const plane = width * height;
  const start = index * channels * plane;
  if (start + channels * plane > values.length)
    throw internalError(`toPicture: no picture ${index} in ${values.length} values`);
  // A clamped array rounds, clips, and turns NaN into 0.
  const pixels = new Uint8ClampedArray(plane * channels);
  for (let channel = 0; channel < channels; channel++) {
    const from = start + channel * plane;
    for (let at = 0; at < plane; at++) pixels[at * channels + channel] = (values[from + at] + 1) * 127.5;
  }
  return { width, height, channels, pixels: new Uint8Array(pixels.buffer) };
}

/** Converts all images of a batch `[count, channels, height, width]`; see {@link toPicture}. */
export function toPictures(values: ArrayLike<number>, shape: ImageBatchShape): Picture[] {
  const count = Math.floor(values.length / (shape.channels * shape.height * shape.width));
  return Array.from({ length: count }, (_, index) => toPicture(values, shape, index));
}
