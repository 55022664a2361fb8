import { OmakaseError, type Text } from "../error.ts";
import type { AnimationOptions, Codecs } from "../host.ts";
import { encodePng, opaque, type Picture } from "../image/index.ts";
import { pictureFormat } from "./picture-format.ts";

/** Pictures with more pixels than this are refused: a few kilobytes can unpack to gigabytes. */
const mostPixels = 128e6;

/** Loaded when it is needed: it takes a fifth of a second, and many commands do without. */
async function libvips() {
  return (await import("sharp")).default;
}

/** Codecs by libvips, through sharp. */
export const nodeCodecs: Codecs = {
  async decode(bytes) {
    const format = pictureFormat(bytes);
    if (format === undefined) throw undecodable({ ja: "画像ではないデータ", en: "bytes that are no picture" });
    const sharp = await libvips();
    try {
      const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels, failOn: "truncated" })
        .autoOrient()
        .toColourspace("srgb")
        .raw({ depth: "uchar" })
        .toBuffer({ resolveWithObject: true });
      const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      return fromSharp(pixels, info.width, info.height, info.channels);
    } catch (error) {
      throw await reasonOf(bytes, format, error);
    }
  },

  async encodePng(picture, text) {
    return encodePng(picture, text);
  },

  async encodeAnimation(frames, options) {
    const { format, rate } = checked(frames, options);
    const { width, height } = frames[0];
    const channels = frames.some((frame) => frame.channels === 4) ? 4 : 3;
    const bytes = new Uint8Array(frames.length * width * height * channels);
    frames.forEach((frame, index) => {
      const pixels = channels === 3 ? opaque(frame, 3).pixels : withAlpha(frame);
      bytes.set(pixels, index * width * height * channels);
    });
    const sharp = await libvips();
    const strip = sharp(bytes, {
      raw: { width, height: height * frames.length, channels, pageHeight: height },
      limitInputPixels: false,
    });
    const delay = frames.map(() => Math.round(1000 / rate));
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
  // Grey with transparency.
  const spread = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at++) {
    spread.fill(pixels[at * channels], at * 4, at * 4 + 3);
    spread[at * 4 + 3] = pixels[at * channels + 1];
  }
  return { width, height, channels: 4, pixels: spread };
}

function withAlpha(picture: Picture): Uint8Array {
  if (picture.channels === 4) return picture.pixels;
  const solid = opaque(picture, 3).pixels;
  return new Uint8Array((solid.length / 3) * 4).map((_, at) => (at % 4 === 3 ? 255 : solid[(at >> 2) * 3 + (at % 4)]));
}

function checked(frames: readonly Picture[], options: AnimationOptions): AnimationOptions {
  if (frames.length === 0) {
    throw new OmakaseError("option", {
      where: "frames",
      expected: { ja: "1枚以上の画像", en: "at least one picture" },
      got: { ja: "0枚", en: "none" },
      remedy: { ja: "画像を渡してください", en: "Pass pictures" },
    });
  }
  if (!(options.rate >= 1 && options.rate <= 50)) {
    throw new OmakaseError("option", {
      where: "rate",
      expected: { ja: "毎秒1〜50枚", en: "1 to 50 pictures per second" },
      got: { ja: `${options.rate}`, en: `${options.rate}` },
      remedy: { ja: "1から50の数を指定してください", en: "Choose a number from 1 to 50" },
    });
  }
  return options;
}

function undecodable(got: Text, cause?: unknown): OmakaseError {
  return new OmakaseError(
    "picture",
    {
      where: "decode",
      expected: { ja: "JPEG・PNG・WebP・GIF・AVIF・TIFFの画像", en: "a JPEG, PNG, WebP, GIF, AVIF or TIFF picture" },
      got,
      remedy: {
        ja: "画像ソフトで開けるか確かめ、PNGかJPEGで保存し直してください",
        en: "See whether a picture program opens it, and save it again as PNG or JPEG",
      },
    },
    { cause },
  );
}

/** Why a picture could not be decoded. */
async function reasonOf(bytes: Uint8Array, format: string, cause: unknown): Promise<OmakaseError> {
  const sharp = await libvips();
  const header = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  if (header && header.width * header.height > mostPixels) {
    const size = `${header.width} × ${header.height}`;
    return undecodable(
      { ja: `${size} ピクセルの大きすぎる画像`, en: `a picture of ${size} pixels, which is too large` },
      cause,
    );
  }
  if (format === "HEIC") return undecodable({ ja: "HEIC形式の写真", en: "a HEIC photograph" }, cause);
  if (format === "BMP") return undecodable({ ja: "BMP形式の画像", en: "a BMP picture" }, cause);
  return undecodable({ ja: `壊れた${format}`, en: `a damaged ${format}` }, cause);
}
