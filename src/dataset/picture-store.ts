import type { Picture } from "../image/index.ts";
import { fitSquare, flattenAlpha, type FitMode } from "../image/index.ts";

/** Storage of the pixels of a data set: 8 bits each, `[channels, size, size]` per picture, consecutive. */
export interface PictureStore {
  /** Bytes of one picture. */
  readonly bytesEach: number;
  /** Reads pictures: `[indices.length, channels, size, size]`. */
  read(indices: ArrayLike<number>): Promise<Uint8Array>;
}

/** Form to which pictures are converted. */
export interface PictureSpec {
  readonly size: number;
  readonly channels: 1 | 3;
  readonly fit: FitMode;
}

/** Returns the bytes of one picture of this form. */
export function pictureByteLength({ size, channels }: PictureSpec): number {
  return size * size * channels;
}

/** Converts a picture to `[channels, size, size]` bytes. */
export function toPlanes(picture: Picture, form: PictureSpec): Uint8Array {
  const { pixels } = flattenAlpha(fitSquare(picture, form.size, form.channels, form.fit), form.channels);
  if (form.channels === 1) return pixels;
  const plane = form.size * form.size;
  const planes = new Uint8Array(pixels.length);
  for (let at = 0, from = 0; at < plane; at++) {
    planes[at] = pixels[from++];
    planes[plane + at] = pixels[from++];
    planes[2 * plane + at] = pixels[from++];
  }
  return planes;
}

/** Converts planes back to a picture with interleaved channels; the inverse of {@link toPlanes}. */
export function fromPlanes(planes: Uint8Array, { size, channels }: Pick<PictureSpec, "size" | "channels">): Picture {
  const plane = size * size;
  const pixels = new Uint8Array(planes.length);
  for (let at = 0; at < plane; at++) {
    for (let channel = 0; channel < channels; channel++) pixels[at * channels + channel] = planes[channel * plane + at];
  }
  return { width: size, height: size, channels, pixels };
}
