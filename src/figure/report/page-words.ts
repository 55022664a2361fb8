import type { Text } from "../../error.ts";

/** Texts of the report outside the sections of the models. */
export const pageWords = {
  documentTitle: { ja: "学習の記録 — omakase", en: "Training report — omakase" },
  brand: { ja: "おまかせ", en: "omakase" },
  otherLanguage: { ja: "English", en: "日本語" },
  theme: { ja: "明るさ", en: "Light / dark" },
  heading: { ja: "モデルが、絵の描き方を覚えました", en: "The models have learnt to draw" },
  lead: {
    ja: "{source}の画像{pictures}枚をお手本に、{models}を学習させました。ここでは、できあがった絵と、その見方を紹介します。",
    en: "{pictures} pictures of {source} were the examples, and {models} learnt from them. Here is what they draw, and how to read it.",
  },
  oneModel: { ja: "1つのモデル", en: "one model" },
  manyModels: { ja: "{count}つのモデル", en: "{count} models" },
  results: { ja: "結果", en: "Results" },
  compare: { ja: "くらべる", en: "Compare" },
  next: { ja: "次にやること", en: "What to try next" },
  terms: { ja: "ことば", en: "Words" },
  credits: { ja: "クレジット", en: "Credits" },
  learnt: { ja: "お手本", en: "Examples" },
  source: { ja: "{source}・{pictures}枚（{size}×{size}）", en: "{pictures} of {source} ({size} × {size})" },
  time: { ja: "学習時間", en: "Training time" },
  minutes: { ja: "{minutes}分", en: "{minutes} min" },
  underAMinute: { ja: "1分未満", en: "under a minute" },
  seen: { ja: "見た画像", en: "Pictures seen" },
  seenValue: { ja: "のべ{seen}枚（{rounds}周）", en: "{seen} ({rounds} times round)" },
  speed: { ja: "速さ", en: "Speed" },
  speedValue: { ja: "毎秒{speed}枚", en: "{speed} pictures a second" },
  steps: { ja: "ステップ", en: "Steps" },
  numbers: { ja: "最後の数字", en: "The last numbers" },
  lookAt: { ja: "ここを見る", en: "Look at this" },
  swipe: { ja: "横にスクロールできます →", en: "Scroll sideways for more →" },
  morph: { ja: "モーフィング", en: "Morph" },
  morphLook: {
    ja: "潜在空間の中を、ある絵から別の絵まで少しずつ歩いています。途中もちゃんと絵になっているか、急に切りかわるところがないかを見てください。",
    en: "A slow walk through latent space from one picture to another. Are the steps between still pictures? Does it jump anywhere?",
  },
  compareHeading: { ja: "モデルの性格をくらべる", en: "The models side by side" },
  compareLead: {
    ja: "どれがいちばん良い、ということはありません。得意なことがちがいます。",
    en: "None of them is simply the best: each is good at something else.",
  },
  nextLead: {
    ja: "ターミナルで、このプロジェクトのフォルダに移動してから貼りつけてください。Windows の PowerShell でうまく動かないときは、`npx` を `npx.cmd` に変えてみてください。",
    en: "Paste these into a terminal in the folder of this project. If PowerShell on Windows refuses, write `npx.cmd` for `npx`.",
  },
  copy: { ja: "コピー", en: "Copy" },
  copied: { ja: "コピーしました", en: "Copied" },
  termsLead: {
    ja: "このページに出てくることばを、数式なしで説明します。",
    en: "The words of this page, without formulas.",
  },
  noRuns: {
    ja: "まだ何も学習していません。`npm start` で始めましょう。",
    en: "Nothing has been trained yet. Begin with `npm start`.",
  },
} as const satisfies Record<string, Text>;

/** Columns of the comparison. */
export const comparisonWords = {
  sharp: { ja: "くっきりさ", en: "Sharpness" },
  fresh: { ja: "新しい絵を描く", en: "Drawing new pictures" },
  encode: { ja: "手持ちの画像を入れる", en: "Taking in a photo" },
  morph: { ja: "なめらかな変身", en: "Smooth morphs" },
  steady: { ja: "学習の安定", en: "Steady training" },
} as const satisfies Record<string, Text>;
