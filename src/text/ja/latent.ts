import type { latentSentences as english } from "../en/latent.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/latent`, by file. */
export const latentSentences: Translation<typeof english> = {
  parseTerms: {
    missingTerm: {
      expected: "「7 - 12 + 画像.png」のような式",
      got: "足りない項",
      remedy: "記号の前後に空白と、項を書いてください",
    },
  },
  sefaDirections: {
    noDenseLayer: {
      expected: "最初の層が全結合のモデル",
      got: "ほかの層で始まるモデル",
      remedy: "絵をたくさん見てさがす方法（GANSpace）を使ってください",
    },
  },
  fuse: { sameParent: { expected: "ちがう 2 枚の親", got: "同じ絵", remedy: "片方を別の絵にしてください" } },
  gene: {
    label: "{from}〜{to} 番めの数",
    restLabel: "そのほか",
    conditionLabel: "注文",
    hair: "髪",
    eyes: "目",
    accessories: "小物",
    pose: "向き",
  },
  rarity: {
    rarityLabels: { common: "ふつう", uncommon: "ちょっと珍しい", rare: "レア", epic: "激レア", legendary: "伝説級" },
  },
};
