import type { Words } from "../../../language/language.tsx";

export const words = {
  title: { ja: "見てみよう: 地図の穴", en: "See inside: the holes in the map" },
  help: {
    ja: "地図の上を指でなぞってください（矢印キーでも動きます）。下に、その場所の絵が出ます。左も右も、同じ場所です。",
    en: "Point at a map, or move by arrow keys. Below is what is painted at that place; both maps show the same place.",
  },
  autoencoder: { ja: "オートエンコーダー", en: "Autoencoder" },
  vae: { ja: "VAE", en: "VAE" },
  map: {
    ja: "{name}の地図。矢印キーで動きます。いまは、よこ {x}、たて {y}。",
    en: "Map of the {name}. Arrow keys move on it. Now at {x} across, {y} up.",
  },
  dot: { ja: "青い点: 絵が 1 枚", en: "Blue dots: one picture each" },
  share: { ja: "さいころの {percent} が穴", en: "{percent} of dice fall into holes" },
  hole: { ja: "穴！ 近くに絵がない", en: "A hole: no picture nearby" },
  home: { ja: "近くに絵がある", en: "Pictures live nearby" },
  drawn: { ja: "{name}が、この場所に描いた絵", en: "What the {name} paints at this place" },
  dice: { ja: "さいころをふる", en: "Roll dice" },
} satisfies Words;
