import type { Words } from "../../language/language.tsx";

/** Texts that all tabs share. */
export const words = {
  title: { ja: "中身をのぞく", en: "Look inside" },
  tabs: { ja: "のぞき方", en: "Ways to look" },
  map: { ja: "地図", en: "Map" },
  arithmetic: { ja: "たし算", en: "Sums" },
  direction: { ja: "スライダー作り", en: "Sliders" },
  invert: { ja: "写真を入れる", en: "Put a photo in" },
  outlier: { ja: "仲間はずれさがし", en: "Spot the odd one" },
  starting: { ja: "準備しています", en: "getting ready" },
  stop: { ja: "やめる", en: "Stop" },
  fresh: { ja: "いま描いた絵", en: "Drawn just now" },
  drawMore: { ja: "もっと描く", en: "Draw more" },
  gallery: { ja: "これまでの絵", en: "Your pictures" },
} satisfies Words;
