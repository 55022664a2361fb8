import type { Codecs } from "../host.ts";
import {
  checkAnimationOptions,
  damagedImage,
  encodePng,
  maxPixels,
  notAPicture,
  pictureFormat,
  tooManyPixels,
  decodeError,
  unsupportedFormats,
  type Picture,
} from "../image/index.ts";
import { encodeGif } from "./encode-gif.ts";
import { encodeWebp } from "./encode-webp.ts";
import { readImageHeader } from "./read-image-header.ts";
import { applyOrientation } from "./apply-orientation.ts";
import { extractWebpOrientation } from "./extract-webp-orientation.ts";
import { browserText } from "../text/index.ts";

/** Pixels that are fetched from the browser at a time; many browsers refuse canvases of 128 million. */
const stripPixels = 2 ** 20;

/**
 * The browser's own decoders; PNG and GIF are written here, WebP by the browser where it can. Half-transparent colours
 * come back within a few levels, because browsers keep them multiplied by their opacity.
 */
export const browserCodecs: Codecs = {
  async decode(bytes) {
    const format = pictureFormat(bytes);
    if (format === undefined) throw decodeError(notAPicture);
    if (format === "TIFF") throw decodeError(browserText.codecs.tiff);
    if (format in unsupportedFormats) throw decodeError(unsupportedFormats[format]);
    const header = readImageHeader(bytes, format);
    if (header === undefined) throw decodeError(damagedImage(format));
    if (header.width * header.height > maxPixels) throw decodeError(tooManyPixels(header.width, header.height));
    if (!header.isComplete) throw decodeError(damagedImage(format));
    const unturned = format === "WebP" ? extractWebpOrientation(bytes) : { bytes, orientation: 1 };
    let bitmap: ImageBitmap;
    try {
      const blob = new Blob([Uint8Array.from(unturned.bytes)], { type: `image/${format.toLowerCase()}` });
      bitmap = await createImageBitmap(blob, { imageOrientation: "from-image" });
    } catch (error) {
      throw decodeError(damagedImage(format), error);
    }
    try {
      return applyOrientation(bitmapPixels(bitmap), unturned.orientation);
    } finally {
      bitmap.close();
    }
  },

  async encodePng(picture, text) {
    return encodePng(picture, text);
  },

  async encodeAnimation(frames, options) {
    checkAnimationOptions(frames, options);
    return options.format === "gif"
      ? encodeGif(frames, options.framesPerSecond)
      : await encodeWebp(frames, options.framesPerSecond);
  },
};

/** Reads the pixels of a bitmap: RGB where nothing is transparent, else RGBA. */
function bitmapPixels(bitmap: ImageBitmap): Picture {
  const { width, height } = bitmap;
  const rows = Math.max(1, Math.min(height, Math.floor(stripPixels / width)));
  const canvas = new OffscreenCanvas(width, rows);
  const context = canvas.getContext("2d", { willReadFrequently: true, colorSpace: "srgb" })!;
  context.globalCompositeOperation = "copy";
  const pixels = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += rows) {
    const count = Math.min(rows, height - y);
    context.drawImage(bitmap, 0, y, width, count, 0, 0, width, count);
    pixels.set(context.getImageData(0, 0, width, count).data, y * width * 4);
  }
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) return { width, height, channels: 4, pixels };
  const solid = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < pixels.length; from += 4) {
    solid[to++] = pixels[from];
    solid[to++] = pixels[from + 1];
    solid[to++] = pixels[from + 2];
  }
  return { width, height, channels: 3, pixels: solid };
}
