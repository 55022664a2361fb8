import type { imageSentences as english } from "../en/image.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/image`, by file. */
export const imageSentences: Translation<typeof english> = {
  checkAnimationOptions: {
    noFrames: { expected: "1枚以上の画像", got: "0枚", remedy: "画像を渡してください" },
    framesPerSecond: { expected: "毎秒1〜50枚", got: "{framesPerSecond}", remedy: "1から50の数を指定してください" },
  },
  decodeError: {
    cannotDecode: {
      expected: "JPEG・PNG・WebP・GIF・AVIF・TIFFの画像",
      got: "{got}",
      remedy: "画像ソフトで開けるか確かめ、PNGかJPEGで保存し直してください",
    },
    notAPicture: "画像ではないデータ",
    unsupportedFormats: { HEIC: "HEIC形式の写真", BMP: "BMP形式の画像" },
    damaged: "壊れた{format}",
    tooLarge: "{size} ピクセルの大きすぎる画像",
  },
};
