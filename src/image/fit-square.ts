import type { Picture } from "./picture.ts";
import { flattenAlpha } from "./flatten-alpha.ts";
import { resize } from "./resize.ts";

/**
 * Method that makes a picture square: `crop` keeps the middle, `pad` shows all of it on white, `stretch` changes its
 * aspect ratio.
 */
export type FitMode = "crop" | "pad" | "stretch";

/**
 * Resizes a picture to an opaque square.
 *
 * @param size - width and height of the result, px.
 * @param channels - channels of the result: 1 is grey, 3 is RGB.
 * @param mode - treatment of pictures with unequal sides. Default `crop`.
 * @returns a picture of `size × size` pixels; transparency is blended over white.
 */
export function fitSquare(picture: Picture, size: number, channels: 1 | 3, mode: FitMode = "crop"): Picture {
  // Resizes first if that leaves fewer pixels to flatten.
  const cut = mode === "crop" ? cropSquare(picture) : picture;
  if (cut.channels === 4 || cut.width * cut.height <= size * size)
    return shape(flattenAlpha(cut, channels), size, mode);
  return flattenAlpha(shape(cut, size, mode), channels);
}

/** Cuts out the rectangle with its top left corner at (`left`, `top`), px; it must lie inside the picture. */
export function crop(picture: Picture, left: number, top: number, width: number, height: number): Picture {
  const { channels, pixels } = picture;
  const part = new Uint8Array(width * height * channels);
  for (let row = 0; row < height; row++) {
    const from = ((top + row) * picture.width + left) * channels;
    part.set(pixels.subarray(from, from + width * channels), row * width * channels);
  }
  return { width, height, channels, pixels: part };
}

/** Cuts out the largest centred square. */
export function cropSquare(picture: Picture): Picture {
  const { width, height } = picture;
  if (width === height) return picture;
  const side = Math.min(width, height);
  return crop(picture, Math.floor((width - side) / 2), Math.floor((height - side) / 2), side, side);
}

/** Mirrors a picture left to right. */
export function flip(picture: Picture): Picture {
  const { width, height, channels, pixels } = picture;
  const flipped = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * channels;
      const to = (y * width + width - 1 - x) * channels;
      for (let channel = 0; channel < channels; channel++) flipped[to + channel] = pixels[from + channel];
    }
  }
  return { width, height, channels, pixels: flipped };
}

function shape(picture: Picture, size: number, mode: FitMode): Picture {
  if (mode !== "pad" || picture.width === picture.height) return resize(picture, size, size);
  const scale = size / Math.max(picture.width, picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const small = resize(picture, width, height);
  const pixels = new Uint8Array(size * size * small.channels).fill(255);
  const left = Math.floor((size - width) / 2);
  const top = Math.floor((size - height) / 2);
  for (let row = 0; row < height; row++) {
    const line = small.pixels.subarray(row * width * small.channels, (row + 1) * width * small.channels);
    pixels.set(line, ((top + row) * size + left) * small.channels);
  }
  return { width: size, height: size, channels: small.channels, pixels };
}
