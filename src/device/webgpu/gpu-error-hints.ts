import type { Text } from "../../error.ts";

/** What a person can do when a GPU will not: each the end of an error's sentence. Hosts differ in it. */
export interface GpuErrorHints {
  /** There is none, or it does not work. */
  readonly noGpu: Text;
  /** It has too little memory, or gives out too small pieces of it. */
  readonly memoryFull: Text;
  /** It would not do what it was asked for. */
  readonly rejected: Text;
  /** It was there, and is gone. */
  readonly deviceLost: Text;
  /** It does not compute in half precision. */
  readonly noHalfPrecision: Text;
}

/** What is true everywhere. */
export const defaultGpuErrorHints: GpuErrorHints = {
  noGpu: {
    ja: "ドライバーを確かめるか、CPU で計算してください",
    en: "Check the graphics driver, or compute on the processor",
  },
  memoryFull: {
    ja: "バッチの枚数、絵の大きさ、特徴の数のどれかを小さくしてください",
    en: "Take a smaller batch, smaller pictures or fewer features",
  },
  rejected: {
    ja: "バッチや絵を小さくするか、CPU で計算してください",
    en: "Take a smaller batch or smaller pictures, or compute on the processor",
  },
  deviceLost: {
    ja: "開き直して、最後に保存したところから続けてください",
    en: "Open it again and go on from what was saved last",
  },
  noHalfPrecision: { ja: "半精度を使わないでください", en: "Do without half precision" },
};
