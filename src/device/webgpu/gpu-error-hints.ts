import type { Text } from "../../error.ts";

/** Remedies for errors of a GPU, each the end of an error message; they depend on the host. */
export interface GpuErrorHints {
  /** No GPU, or none that works. */
  readonly noGpu: Text;
  /** Too little memory, or too small buffers. */
  readonly memoryFull: Text;
  /** A rejected command. */
  readonly rejected: Text;
  /** A lost device. */
  readonly deviceLost: Text;
  /** A GPU without half precision. */
  readonly noHalfPrecision: Text;
}

/** Remedies for any host. */
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
