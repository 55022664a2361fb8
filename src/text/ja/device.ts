import type { deviceSentences as english } from "../en/device.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/device`, by file. */
export const deviceSentences: Translation<typeof english> = {
  checkShapes: {
    mismatch: {
      expected: "{expected}",
      got: "{noGot, select, true {なし} other {{got}}}",
      remedy: "形に合う数値を渡してください",
    },
  },
  dynamicBatch: {
    fixedBatch: {
      expected: "1 枚ずつ独立に扱うネットワーク",
      got: "枚数に依存する計算",
      remedy: "枚数(batch)を決めて書き出してください",
    },
  },
  onnxDevice: {
    notLoaded: {
      expected: "計算手順の読み込み",
      got: "エラー「{reason}」",
      remedy: "メモリの空きを確かめ、それでも直らなければ報告してください",
    },
  },
  referenceDevice: {
    missingState: {
      expected: "{shape}（{count}個の数）",
      got: "{hasGot, select, true {{got}} other {値なし}}",
      remedy: "同じ形の値を渡してください",
    },
  },
  contraction: {
    planContraction: {
      expected: "{best, select, true {{expected} 個までの行列積} other {{expected} 列までの行列積}}",
      got: "{counted}",
      remedy: "{remedy}",
    },
  },
  gpuErrorHints: {
    defaultGpuErrorHints: {
      noGpu: "ドライバーを確かめるか、CPU で計算してください",
      memoryFull: "バッチの枚数、絵の大きさ、特徴の数のどれかを小さくしてください",
      rejected: "バッチや絵を小さくするか、CPU で計算してください",
      deviceLost: "開き直して、最後に保存したところから続けてください",
      noHalfPrecision: "半精度を使わないでください",
    },
  },
  gpu: {
    bufferTooLarge: { expected: "{most} までのデータ", got: "{bytes}", remedy: "{remedy}" },
    outOfMemory: { expected: "{bytes} の空きメモリ", got: "それより少ない空き", remedy: "{remedy}" },
    gpuRefused: { expected: "計算の成功", got: "エラー「{message}」", remedy: "{remedy}" },
  },
  webgpuDevice: {
    noGpu: { expected: "GPU", got: "使える GPU なし", remedy: "{remedy}" },
    noHalfPrecision: { expected: "半精度で計算できる GPU", got: "{name}", remedy: "{remedy}" },
    lostGpu: { expected: "動いている GPU", got: "GPU との接続が切れた知らせ（{reason}）", remedy: "{remedy}" },
  },
};
