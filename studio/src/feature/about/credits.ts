import type { Text } from "omakase/studio";

/** Makers and licences of the models and fonts that come along, a sentence each; `asset/model/README.md` has the whole. */
export const alongCredits: readonly Text[] = [
  {
    ja: "「アニメ風の顔」「寿司」「寿司ぬりえ」のモデルは、omakase が自分で描いた絵から学びました（MIT）。",
    en: "The models of anime faces, sushi and sushi colouring learned from pictures that omakase draws itself (MIT).",
  },
  {
    ja: "「似顔絵（Micah）」のモデルは、Micah Lanier さんの Avatar Illustration System（CC BY 4.0）を DiceBear で色を変えて描いた絵から学びました。",
    en: "The model of faces learned from the Avatar Illustration System by Micah Lanier (CC BY 4.0), drawn with DiceBear in changed colours.",
  },
  {
    ja: "「線画から絵文字」のモデルは、Microsoft の Fluent Emoji（MIT）から学びました。",
    en: "The model of emoji from lines learned from Fluent Emoji by Microsoft (MIT).",
  },
  {
    ja: "壊れた絵を見分けるネットワークは、上の絵と、Draftbit の Personas（CC BY 4.0）から学びました（MIT）。",
    en: "The network that finds broken pictures learned from all of these and from Personas by Draftbit (CC BY 4.0); it is MIT.",
  },
  {
    ja: "図の文字は、Adobe と Google の Noto Sans JP です（SIL Open Font License 1.1）。",
    en: "Figures are lettered in Noto Sans JP by Adobe and Google (SIL Open Font License 1.1).",
  },
];

/** Links to the makers and licences. */
export const creditLinks: readonly (readonly [text: Text, url: string])[] = [
  [sameInBoth("Micah Lanier"), "https://dribbble.com/micahlanier"],
  [sameInBoth("Draftbit Personas"), "https://personas.draftbit.com/"],
  [sameInBoth("DiceBear"), "https://www.dicebear.com/"],
  [sameInBoth("Fluent Emoji"), "https://github.com/microsoft/fluentui-emoji"],
  [sameInBoth("Noto Sans JP"), "https://fonts.google.com/noto/specimen/Noto+Sans+JP"],
  [sameInBoth("CC BY 4.0"), "https://creativecommons.org/licenses/by/4.0/"],
  [sameInBoth("SIL Open Font License 1.1"), "https://openfontlicense.org/"],
];

function sameInBoth(name: string): Text {
  return { ja: name, en: name };
}
