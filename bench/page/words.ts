import { browserLanguage } from "../../src/browser/index.ts";
import type { Language, Text } from "../../src/index.ts";

/** All that the page says, by the names that `data-words` gives. */
export const words = {
  title: { ja: "このページが、寿司の絵をおぼえます", en: "This page learns to draw sushi" },
  lead: {
    ja: "お手本の寿司を見せながら、小さなニューラルネットワークを育てます。学習はすべてこのブラウザの中で進み、絵もモデルも外には出ません。",
    en: "It looks at pictures of sushi and trains a small neural network on them, right here in your browser. No picture and no model leaves it.",
  },
  model: { ja: "モデル", en: "Model" },
  vae: { ja: "VAE", en: "VAE" },
  dcgan: { ja: "DCGAN", en: "DCGAN" },
  computes: { ja: "計算する場所", en: "Computed by" },
  auto: { ja: "おまかせ", en: "Whatever is best" },
  webgpu: { ja: "GPU（WebGPU）", en: "Graphics card (WebGPU)" },
  processor: { ja: "CPU（WebAssembly）", en: "Processor (WebAssembly)" },
  start: { ja: "学習を始める", en: "Start" },
  stop: { ja: "止める", en: "Stop" },
  goOn: { ja: "続ける", en: "Go on" },
  anew: { ja: "最初から", en: "Start over" },
  drawn: { ja: "モデルが描いた絵", en: "What it draws" },
  real: { ja: "お手本の寿司", en: "What it looks at" },
  losses: { ja: "学習の進みぐあい", en: "How the training goes" },
  speed: { ja: "速さ（枚/秒）", en: "Pictures per second" },
  seen: { ja: "見た絵の枚数", en: "Pictures seen" },
  steps: { ja: "ステップ", en: "Steps" },
  footer: {
    ja: "寿司の絵は omakase が自分で描いたものです（MIT ライセンス）。",
    en: "The sushi are drawn by omakase itself (MIT licence).",
  },
  vaeNote: {
    ja: "いつも同じ36個の乱数から描いています。VAE は全体の色と形を早くつかみ、細かいところはぼんやりします。",
    en: "Always from the same 36 random numbers. A VAE soon gets colours and shapes right; details stay soft.",
  },
  dcganNote: {
    ja: "いつも同じ36個の乱数から描いています。贋作師（生成器）と鑑定士（識別器）の勝負なので、時間がかかり、途中でゆれます。",
    en: "Always from the same 36 random numbers. A counterfeiter learns against a detective: that takes longer, and wavers.",
  },
  picturesSeen: { ja: "枚見た", en: " pictures seen" },
  reconstruction: { ja: "復元のまちがい", en: "reconstruction error" },
  divergence: { ja: "潜在ベクトルの情報量（KL）", en: "information in the latent (KL)" },
  discriminatorLoss: { ja: "鑑定士の損失", en: "detective’s loss" },
  generatorLoss: { ja: "贋作師の損失", en: "counterfeiter’s loss" },
  noPicture: { ja: "始めると、ここに絵が出ます。", en: "Its pictures appear here once it has started." },
  noCurve: { ja: "始めると、ここに損失のグラフが出ます。", en: "The losses appear here once it has started." },
  waiting: { ja: "準備ができています。", en: "Ready." },
  opening: { ja: "計算する場所を用意しています…", en: "Getting ready to compute…" },
  drawing: { ja: "お手本の寿司を描いています", en: "Drawing sushi to learn from" },
  compiling: { ja: "学習の手順を組み立てています…", en: "Preparing the training step…" },
  training: { ja: "学習しています。", en: "Training." },
  stopped: { ja: "止まっています。続きから学習できます。", en: "Stopped. It can go on from here." },
  done: { ja: "予定のステップまで学習しました。", en: "All planned steps are done." },
} as const satisfies Readonly<Record<string, Text>>;

/** The language of the page: `?lang=ja` or `en`, else the browser's. */
export const language: Language = (() => {
  const asked = new URLSearchParams(location.search).get("lang");
  return asked === "ja" || asked === "en" ? asked : browserLanguage();
})();

/** A text in the page's language. */
export function say(text: Text): string {
  return text[language];
}

/** A whole number, or one with a digit behind the point where it is small. */
export function sayNumber(value: number): string {
  const maximumFractionDigits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(language, { maximumFractionDigits }).format(value);
}
