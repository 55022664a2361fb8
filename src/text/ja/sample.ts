import type { sampleSentences as english } from "../en/sample.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/sample`, by file. */
export const sampleSentences: Translation<typeof english> = {
  generate: {
    count: "1 以上の整数",
    fraction: "0 以上 1 以下の数",
    invalid: { expected: "{expected}", got: "{value}", remedy: "値を直してください" },
  },
  invertibleModel: {
    hasEncoder: {
      expected: "エンコーダーのないモデル（gan、dcgan、cgan）",
      got: "{kind}",
      remedy: "このモデルにはエンコーダーがあるので、それで復元してください",
    },
  },
  namedAttributes: {
    unknown: { expected: "このモデルの属性", got: "「{got}」", remedy: "omakase が描いたままの画像を使ってください" },
  },
  parseAttributes: {
    unknownAttribute: { expected: "{tags} のどれか", got: "「{name}」", remedy: "{remedy}" },
    numberRange: "{low} から {high} までの数",
    giveNumber: "学習した範囲の数を指定してください",
    choices: "{choices} のどれか",
    didMean: "「{name}」のことでしょうか",
    seeAll: "モデルの特徴の一覧を見てください",
    checkSpelling: "つづりを確かめてください",
    got: "「{got}」",
  },
  renderRecipe: {
    recipeConditions: {
      expected: "{count} 枚の絵の属性",
      got: "{got} 枚ぶん",
      remedy: "omakase が描いたままの画像を使ってください",
    },
    sheetTooLarge: {
      expected: "{maxSheetPixels} 画素までの一覧",
      got: "{count} 枚を {scale} 倍にしたもの",
      remedy: "omakase が描いたままの画像を使ってください",
    },
    wrongCount: { expected: "{wanted} 個の数", got: "{got} 個", remedy: "omakase が描いたままの画像を使ってください" },
    numbersAddedAlongDirections: {
      expected: "方向に沿って足した {wanted} 個の数",
      got: "{length} 個",
      remedy: "omakase が描いたままの画像を使ってください",
    },
  },
  resolveAttributes: {
    noAttributes: {
      expected: "属性つきのモデル（cgan）",
      got: "属性のないモデル",
      remedy: "まず、characters の cgan などを学習してください",
    },
  },
  sampler: {
    translatesPictures: {
      expected: "乱数から絵を描くモデル",
      got: "絵を絵に変える {kind}",
      remedy: "変える絵を渡してください",
    },
    noDecode: {
      expected: "decode のあるモデル",
      got: "decode のないもの",
      remedy: "defineModel に、z を絵にする decode を書いてください",
    },
    noEncoder: {
      expected: "エンコーダーのあるモデル（ae か vae）",
      got: "エンコーダーのない GAN",
      remedy: "エンコーダーのあるモデルを使うか、絵のかわりにシードを指定してください",
    },
  },
  styleMixing: { stage: "{side} × {side} の段", top: "上", upperMiddle: "中の上", lowerMiddle: "中の下", bottom: "下" },
  translator: {
    noTranslator: {
      expected: "絵を絵に変えるモデル（pix2pix）",
      got: "{kind}",
      remedy: "このモデルは、絵を描くのに使ってください",
    },
  },
  pointDecoder: {
    noFeatureOffsets: {
      expected: "いまの形の gan か cgan",
      got: "細部を足せないモデル",
      remedy: "細部のずれ（feature offsets）を付けずに使ってください",
    },
    numbers: { expected: "{wanted} 個の数", got: "{got} 個", remedy: "同じモデルの点を使ってください" },
  },
};
