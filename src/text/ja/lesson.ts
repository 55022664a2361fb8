import type { lessonSentences as english } from "../en/lesson.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/lesson`, by file. */
export const lessonSentences: Translation<typeof english> = {
  programText: {
    todo: "TODO {number}（{lines} 行くらい）: {words}",
  },
  runLesson: {
    short:
      "{whole, number} ステップのうち、{steps, number} ステップだけ学習した結果です。本文の絵とは、まだ大きくちがうかもしれません。くらべるなら、ぜんぶ学習しましょう。",
    noRun: "run という関数が見つかりません。消してしまったなら、リセットではじめからやり直せます。",
  },
  holeMap: {
    title: "さいころの {percent} % が穴に落ちた",
    caption: "青: 絵が 1 枚。赤: さいころの落ちた穴（近くに絵がない）。",
  },
  points: {
    title: "赤い点: 偽札。黒い ＋: 本物",
    caption: "うしろの色: 青は鑑定士が「本物」、オレンジは「偽物」と言うところ。",
  },
  rater: {
    title: "線: 「よい」と言う基準。点: 絵の 1 枚ずつ",
    caption: "緑: よいと言った。赤: だめと言った。上ほど、うれしい絵。左から右へ、時間が進む。",
  },
  locateError: {
    notDefined: "「{name}」という名前はまだありません。つづりを確かめるか、いちばん上で import してください。",
    noExport: "読みこもうとした「{name}」は、そのライブラリにはありません。つづりを確かめてください。",
    notFunction: "「{name}」は関数ではないので、うしろに ( ) を付けて呼べません。",
    readOfNothing: "まだ何も入っていないもの（{nothing}）の「{name}」を読もうとしました。return を忘れていませんか。",
    constant: "const で決めたものは変えられません。別の名前で const を書いてください。",
    tooEarly: "「{name}」を、決めるより前に使っています。行の順番を入れかえてください。",
    unused: "損失が「{name}」を使っていないので、学習するものがありません。",
    twice:
      "同じ名前{hasName, select, true {「{name}」} other {}}を二度決めています。片方の名前を変えるか、消してください。",
    brokenOff: "ここで文の形がこわれています。かっこ {brackets} やカンマが足りないか、多すぎます。",
    other: "エラー: {message}",
  },
};
