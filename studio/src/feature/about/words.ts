import type { Words } from "../../language/language.tsx";

export const words = {
  title: { ja: "このスタジオについて", en: "About this studio" },
  intro: {
    ja: "omakase（おまかせ）は、絵を見せると似た絵を描けるようになる道具です。ここで描き、選び、評価すると、あなたの好みを覚えます。",
    en: "omakase: give it pictures, and it learns to draw more of them. Draw here, choose and rate, and it learns what you like.",
  },
  tour: { ja: "30 秒のツアー", en: "Take the tour of 30 seconds" },
  leaves: { ja: "外に送るもの: なし", en: "What leaves this machine: nothing" },
  leavesServer: {
    ja: "絵はこのブラウザの中で描きます。評価と学習の記録は、omakase を動かしているコンピューターのフォルダに入ります。インターネットには何も送りません。",
    en: "Pictures are drawn in this browser. Ratings and trainings are kept in a folder of the computer that omakase runs on. Nothing is sent to the internet.",
  },
  leavesSite: {
    ja: "絵はこのブラウザの中で描き、評価もこのブラウザの中だけに残ります。どこにも送りません。",
    en: "Pictures are drawn in this browser, and ratings are kept in this browser alone. Nothing is sent anywhere.",
  },
  computing: { ja: "計算", en: "Computing" },
  pictures: { ja: "内蔵の絵のクレジット", en: "Credits of the built-in pictures" },
  alongTitle: { ja: "付いてくるモデルとフォント", en: "Models and fonts that come along" },
  links: { ja: "作者とライセンス", en: "Makers and licences" },
  learned: {
    ja: "モデルが描いた絵は、学んだ絵の作者やライセンスの条件に従って使ってください。",
    en: "What a model draws comes from the pictures that it learned from: mind their makers and their licences.",
  },
  recipe: { ja: "絵の中のレシピ", en: "The recipe inside each picture" },
  recipeWhy: {
    ja: "保存した PNG には、同じ絵をもう一度描くためのレシピ（モデル・乱数・属性・ポーズ）が入っています。「描く」の画面に落とすと読みこめます。",
    en: "A PNG saved here holds the recipe to draw it again: model, random numbers, attributes, pose. Drop it onto Draw to load it.",
  },
  models: { ja: "ここにあるモデル", en: "The models here" },
  modelName: { ja: "名前", en: "Name" },
  modelKind: { ja: "種類", en: "Kind" },
  modelSource: { ja: "学んだ絵", en: "Learned from" },
  modelSeen: { ja: "見た枚数", en: "Pictures seen" },
  version: { ja: "バージョン {version}・MIT ライセンス", en: "Version {version}, MIT licence" },
} satisfies Words;
