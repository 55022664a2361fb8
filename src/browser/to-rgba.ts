import { flattenAlpha, type Picture } from "../image/index.ts";

/** Converts a picture to RGBA, as a canvas takes it; pictures without transparency become opaque. */
export function toRgba(picture: Picture): Uint8ClampedArray<ArrayBuffer> {
  if (picture.channels === 4) return Uint8ClampedArray.from(picture.pixels);
  const { pixels } = flattenAlpha(picture, 3);
  const result = new Uint8ClampedArray((pixels.length / 3) * 4).fill(255);
  for (let from = 0, to = 0; from < pixels.length; from += 3, to += 4) {
    result[to] = pixels[from];
    result[to + 1] = pixels[from + 1];
    result[to + 2] = pixels[from + 2];
  }
  return result;
}
