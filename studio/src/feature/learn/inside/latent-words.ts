import type { Words } from "../../../language/language.tsx";

export const words = {
  title: { ja: "見てみよう: 絵 → 16 個の数 → 絵", en: "See inside: a picture, 16 numbers, a picture" },
  help: {
    ja: "絵を選んで、つまみを 1 つ動かしてください。右の絵が、すぐに変わります。",
    en: "Choose a picture and move a slider. The picture on the right changes at once.",
  },
  pictures: { ja: "おすしを選ぶ", en: "Choose a picture" },
  picture: { ja: "おすし {number}", en: "Sushi {number}" },
  original: { ja: "元の絵", en: "The picture" },
  numbers: { ja: "16 個の数", en: "16 numbers" },
  decoded: { ja: "デコーダーの絵", en: "The decoder’s picture" },
  decodedLabel: {
    ja: "16 個の数から、デコーダーが描いた絵",
    en: "What the decoder paints from the 16 numbers",
  },
  number: { ja: "{number} 番", en: "No. {number}" },
  back: { ja: "元の数にもどす", en: "Back to its own numbers" },
  dice: { ja: "さいころで決める", en: "Roll dice" },
  untouched: {
    ja: "この絵の数、そのままです。",
    en: "These are the picture’s own numbers.",
  },
  moved: { ja: "{count} 個の数を動かしました。", en: "Numbers moved: {count}." },
} satisfies Words;
