import type { OmakaseError } from "../error.ts";
import type { Codecs } from "../host.ts";
import {
  checkAnimationOptions,
  damagedImage,
  encodePng,
  maxPixels,
  notAPicture,
  flattenAlpha,
  pictureFormat,
  tooManyPixels,
  decodeError,
  unsupportedFormats,
  type Picture,
} from "../image/index.ts";
import { pixelBudget } from "./pixel-budget.ts";

/** Budget of concurrent decoding: a large image alone, small ones in parallel. */
const decoding = pixelBudget(maxPixels);

/** Loads sharp on first use: it takes 200 ms, and many commands do not need it. */
async function loadSharp() {
  return (await import("sharp")).default;
}

/** Codecs by libvips, through sharp. */
export const nodeCodecs: Codecs = {
  async decode(bytes) {
    const format = pictureFormat(bytes);
    if (format === undefined) throw decodeError(notAPicture);
    const sharp = await loadSharp();
    try {
      const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
      return await decoding.use(width * height, async () => {
        const { data, info } = await sharp(bytes, { limitInputPixels: maxPixels, failOn: "truncated" })
          .autoOrient()
          .toColourspace("srgb")
          .raw({ depth: "uchar" })
          .toBuffer({ resolveWithObject: true });
        const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
        return fromSharp(pixels, info.width, info.height, info.channels);
      });
    } catch (error) {
      throw await decodeErrorOf(bytes, format, error);
    }
  },

  async encodePng(picture, text) {
    return encodePng(picture, text);
  },

  async encodeAnimation(frames, options) {
    checkAnimationOptions(frames, options);
    const { format, framesPerSecond } = options;
    const { width, height } = frames[0];
    const channels = frames.some((frame) => frame.channels === 4) ? 4 : 3;
    const bytes = new Uint8Array(frames.length * width * height * channels);
    frames.forEach((frame, index) => {
      const pixels = channels === 3 ? flattenAlpha(frame, 3).pixels : withAlpha(frame);
      bytes.set(pixels, index * width * height * channels);
    });
    const sharp = await loadSharp();
    const strip = sharp(bytes, {
      raw: { width, height: height * frames.length, channels, pageHeight: height },
      limitInputPixels: false,
    });
    const delay = frames.map(() => Math.round(1000 / framesPerSecond));
    const encoded =
      format === "gif"
        ? strip.gif({ delay, loop: 0, effort: 4 })
        : strip.webp({ delay, loop: 0, quality: 90, effort: 4, smartSubsample: true });
    const buffer = await encoded.toBuffer();
    return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  },
};

function fromSharp(pixels: Uint8Array, width: number, height: number, channels: number): Picture {
  if (channels === 1 || channels === 3 || channels === 4) return { width, height, channels, pixels };
  // grey with alpha
  const rgba = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at++) {
    rgba.fill(pixels[at * channels], at * 4, at * 4 + 3);
    rgba[at * 4 + 3] = pixels[at * channels + 1];
  }
  return { width, height, channels: 4, pixels: rgba };
}

function withAlpha(picture: Picture): Uint8Array {
  if (picture.channels === 4) return picture.pixels;
  const rgb = flattenAlpha(picture, 3).pixels;
  return new Uint8Array((rgb.length / 3) * 4).map((_, at) => (at % 4 === 3 ? 255 : rgb[(at >> 2) * 3 + (at % 4)]));
}

/** Returns the error for an image that cannot be decoded. */
async function decodeErrorOf(bytes: Uint8Array, format: string, cause: unknown): Promise<OmakaseError> {
  const sharp = await loadSharp();
  const header = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  if (header && header.width * header.height > maxPixels)
    return decodeError(tooManyPixels(header.width, header.height), cause);
  return decodeError(unsupportedFormats[format] ?? damagedImage(format), cause);
}
