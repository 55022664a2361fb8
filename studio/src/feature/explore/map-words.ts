import type { Words } from "../../language/language.tsx";

export const words = {
  lead: {
    ja: "モデルが描く絵を、似たものどうしが近くなるように並べます。何を描き分けられるのか、どんな絵が少ないのかが一目でわかります。",
    en: "Lays out what the model draws, alike pictures near each other: you see at once what it can tell apart, and what it seldom draws.",
  },
  make: { ja: "地図を作る", en: "Make the map" },
  again: { ja: "別の絵で作る", en: "With other pictures" },
  method: { ja: "並べ方", en: "How to lay out" },
  umap: { ja: "まとまりが見える", en: "Shows groups" },
  pca: { ja: "ちがいの大きい順", en: "Shows what differs most" },
  umapNote: { ja: "UMAP", en: "UMAP" },
  pcaNote: { ja: "PCA", en: "PCA" },
  umapHow: {
    ja: "似た絵が隣に来ます。離れたまとまりどうしの距離には意味がありません。",
    en: "Alike pictures become neighbours. How far groups lie from each other means nothing.",
  },
  pcaHow: {
    ja: "いちばん大きなちがいが横と縦になります。距離も信じられますが、重なることがあります。",
    en: "The largest differences run across and down. Distances can be trusted, but pictures may overlap.",
  },
  count: { ja: "枚数", en: "How many" },
  mapLabel: { ja: "{count} 枚の絵の地図", en: "A map of {count} pictures" },
  keys: {
    ja: "クリックしてからホイールで、または指 2 本で拡大、ドラッグで移動。キーボードなら矢印で隣の絵へ、＋ − で拡大と縮小、0 で全体。",
    en: "Zoom by two fingers, or by the wheel after a click; drag to move. By keyboard: arrows go to the next picture, + and − zoom, 0 shows all.",
  },
  closer: { ja: "拡大", en: "Closer" },
  farther: { ja: "縮小", en: "Farther" },
  whole: { ja: "全体を見る", en: "Show all" },
  drawn: { ja: "モデルが描いた絵", en: "Drawn by the model" },
  own: { ja: "これまでに描いた絵", en: "One of your pictures" },
  ownMark: { ja: "金色の枠は、これまでに描いた絵です。", en: "A golden frame: one of your pictures." },
  chosenLabel: { ja: "選んだ絵", en: "The chosen picture" },
  alike: { ja: "似ている絵", en: "Most alike" },
  alikeLabel: { ja: "似ている絵 {number}", en: "Alike picture {number}" },
  pickOne: { ja: "絵を選ぶと、大きく表示します。", en: "Choose a picture to see it large." },
  colourBy: { ja: "枠の色", en: "Frames show" },
  noColour: { ja: "なし", en: "nothing" },
} satisfies Words;
