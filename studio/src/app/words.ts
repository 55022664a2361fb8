import type { Words } from "../language/language.tsx";

export const words = {
  brand: { ja: "おまかせ", en: "omakase" },
  skip: { ja: "本文へ", en: "Skip to the content" },
  tour: { ja: "30 秒のツアー", en: "A tour of 30 seconds" },
  menu: { ja: "メニュー", en: "Menu" },
  model: { ja: "モデル", en: "Model" },
  modelLine: { ja: "{pictures} 枚ぶん学習・{size} px", en: "{pictures} pictures seen · {size} px" },
  ownModel: { ja: "このブラウザで学習", en: "trained in this browser" },
  rater: { ja: "評価する人", en: "Who rates" },
  raterName: { ja: "名前", en: "Name" },
  knownRaters: { ja: "これまでの人", en: "Who rated before" },
  raterWhy: {
    ja: "好みは人ごとに学びます。名前はこの中だけで使います。",
    en: "Each person's taste is learned apart. The name stays here.",
  },
  done: { ja: "決定", en: "Done" },
  language: { ja: "English", en: "日本語" },
  languageName: { ja: "Switch to English", en: "日本語に切り替える" },
  system: { ja: "色: システムに合わせる", en: "Colours: as the system" },
  light: { ja: "色: 明るい", en: "Colours: light" },
  dark: { ja: "色: 暗い", en: "Colours: dark" },
  opening: { ja: "モデルを開いています…", en: "Opening the model …" },
  openingScreen: { ja: "開いています…", en: "opening …" },
  broken: { ja: "この画面を開けませんでした", en: "This screen could not be opened" },
  brokenServer: {
    ja: "サーバーが止まっているかもしれません。ターミナルで npm start を実行してから、もう一度ためしてください。",
    en: "The server may have stopped. Start it again with npm start in a terminal, then try again.",
  },
  brokenSite: {
    ja: "インターネットにつながっているか確かめて、もう一度ためしてください。",
    en: "See whether you are online, then try again.",
  },
  tryAgain: { ja: "もう一度", en: "Try again" },
  stillAway: { ja: "まだつながりません。", en: "There is still no answer." },
  none: { ja: "まだモデルがありません", en: "There is no model yet" },
  noneHow: {
    ja: "「学習」で、寿司や顔の絵を学ばせてみましょう。数分で描けるようになります。",
    en: "Go to Train and let one learn from sushi or faces. In a few minutes it draws.",
  },
  toTrain: { ja: "学習へ", en: "To Train" },
  noTranslator: {
    ja: "絵を変えるモデル（pix2pix）がまだありません",
    en: "There is no model yet that changes pictures",
  },
  noTranslatorHow: {
    ja: "「学習」で pix2pix に、寿司のぬり絵や絵文字の線画を学ばせてみましょう。",
    en: "Go to Train and let a pix2pix learn from painted sushi or the lines of emoji.",
  },
} satisfies Words;
