import { OmakaseError, type Text } from "../error.ts";

/** Pictures with more pixels than this are refused: a few kilobytes can unpack to gigabytes. */
export const maxPixels = 128e6;

/** The error of every host's `decode`; {@link notAPicture} and the others say what it got. */
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

export const notAPicture: Text = { ja: "画像ではないデータ", en: "bytes that are no picture" };

/** Formats that are known and not read, because not every host could. */
export const unsupportedFormats: Readonly<Record<string, Text>> = {
  HEIC: { ja: "HEIC形式の写真", en: "a HEIC photograph" },
  BMP: { ja: "BMP形式の画像", en: "a BMP picture" },
};

export function damagedImage(format: string): Text {
  return { ja: `壊れた${format}`, en: `a damaged ${format}` };
}

export function tooManyPixels(width: number, height: number): Text {
  const size = `${width} × ${height}`;
  return { ja: `${size} ピクセルの大きすぎる画像`, en: `a picture of ${size} pixels, which is too large` };
}
