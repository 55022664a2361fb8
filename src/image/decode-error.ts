import { OmakaseError, type Text } from "../error.ts";

/** Maximum number of pixels of an image file: a few kilobytes can unpack to gigabytes. */
export const maxPixels = 128e6;

/**
 * Creates the error of every host's `decode`.
 *
 * @param got - description of the bytes: {@link notAPicture} or another text of this file.
 */
export function decodeError(got: Text, cause?: unknown): OmakaseError {
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

/** Description of bytes in no known format. */
export const notAPicture: Text = { ja: "画像ではないデータ", en: "bytes that are no picture" };

/** Formats that are recognised but not supported, because not every host decodes them. */
export const unsupportedFormats: Readonly<Record<string, Text>> = {
  HEIC: { ja: "HEIC形式の写真", en: "a HEIC photograph" },
  BMP: { ja: "BMP形式の画像", en: "a BMP picture" },
};

/** Describes a damaged file of a known format. */
export function damagedImage(format: string): Text {
  return { ja: `壊れた${format}`, en: `a damaged ${format}` };
}

/** Describes a picture that exceeds {@link maxPixels}. */
export function tooManyPixels(width: number, height: number): Text {
  const size = `${width} × ${height}`;
  return { ja: `${size} ピクセルの大きすぎる画像`, en: `a picture of ${size} pixels, which is too large` };
}
