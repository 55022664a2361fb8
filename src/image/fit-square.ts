import type { Picture } from "./picture.ts";
import { flattenAlpha } from "./flatten-alpha.ts";
import { resize } from "./resize.ts";

/**
 * How a picture of any shape becomes a square: `crop` keeps the middle, `pad` shows all of it on white, `stretch`
 * squeezes it.
 */
export type FitMode = "crop" | "pad" | "stretch";

/** A square of `size × size` pixels, opaque, with one (grey) or three (RGB) channels. */
export function fitSquare(picture: Picture, size: number, channels: 1 | 3, mode: FitMode = "crop"): Picture {
  // Fewer pixels first: colours are only made opaque where they are needed.
  const cut = mode === "crop" ? cropSquare(picture) : picture;
  if (cut.channels === 4 || cut.width * cut.height <= size * size)
    return shape(flattenAlpha(cut, channels), size, mode);
  return flattenAlpha(shape(cut, size, mode), channels);
}

/** The part of a picture that begins at (`left`, `top`); it must lie inside. */
export function crop(picture: Picture, left: number, top: number, width: number, height: number): Picture {
  const { channels, pixels } = picture;
  const part = new Uint8Array(width * height * channels);
  for (let row = 0; row < height; row++) {
    const from = ((top + row) * picture.width + left) * channels;
    part.set(pixels.subarray(from, from + width * channels), row * width * channels);
  }
  return { width, height, channels, pixels: part };
}

/** The largest square in the middle. */
export function cropSquare(picture: Picture): Picture {
  const { width, height } = picture;
  if (width === height) return picture;
  const side = Math.min(width, height);
  return crop(picture, Math.floor((width - side) / 2), Math.floor((height - side) / 2), side, side);
}

/** The same picture, left and right exchanged. */
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
