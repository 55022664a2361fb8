import type { Words } from "../../../language/language.tsx";

export const words = {
  title: { ja: "見てみよう: 層は、それぞれ何を見ている？", en: "See inside: what each layer sees" },
  help: {
    ja: "エンコーダーの層を、上から順に選んでください。わくの中が、その層の数 1 個に見えている所です。",
    en: "Choose the encoder’s layers from top to bottom. The frame is what a single number of that layer sees.",
  },
  layers: { ja: "エンコーダーの層", en: "Layers of the encoder" },
  layer: { ja: "層", en: "Layer" },
  shape: { ja: "出てくる数", en: "What comes out" },
  parameters: { ja: "おぼえた数", en: "Learned" },
  sees: { ja: "見える広さ", en: "Sees" },
  all: { ja: "全部", en: "everything" },
  times: { ja: "{width} × {height}", en: "{width} × {height}" },
  grid: { ja: "{channels} 枚の {rows} × {columns}", en: "{channels} of {rows} × {columns}" },
  vector: { ja: "{count} 個", en: "{count, plural, one {# number} other {# numbers}}" },
  picture: { ja: "絵と、{layer} の数 1 個に見える所", en: "The picture, and what a number of {layer} sees" },
  found: { ja: "{layer} が見つけたもの", en: "What {layer} finds" },
  foundHelp: {
    ja: "明るいほど大きい数です。8 枚までを見せています。",
    en: "Brighter is a larger number. At most 8 of them are shown.",
  },
  another: { ja: "別の絵", en: "Another picture" },
} satisfies Words;
