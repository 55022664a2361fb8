import type { preferenceSentences as english } from "../en/preference.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/preference`, by file. */
export const preferenceSentences: Translation<typeof english> = {
  raterSentences: {
    movedTowards:
      "あなたの好みは、ここで見せられている絵のほうへ動きました（確からしさ {probability} %）。絵が好みに近づいただけでなく、好みも絵に近づいています。",
    movedAway:
      "あなたの好みは、ここで見せられている絵から離れました（確からしさ {probability} %）。「はじめから」やり直すとよいかもしれません。",
    veryWell: "とてもよく一致",
    well: "よく一致",
    fairly: "まあまあ一致",
    hardly: "あまり一致しない",
    agreement:
      "同じ絵をもう一度見たときの点は、前の点と{word}（重みつきκ {kappa}、95 % 区間 {low}〜{high}、{count} 組）。",
    trendUnknown: "点のつけ方が甘くなったか、きびしくなったかは、まだわかりません。",
    noTrend: "点のつけ方が甘くなった、きびしくなったとは言えません（これまでの {count} 回で {mean} {interval} 点）。",
    moreGenerous: "点のつけ方が、だんだん甘くなっています（これまでの {count} 回で {size} {interval} 点）。",
    stricter: "点のつけ方が、だんだんきびしくなっています（これまでの {count} 回で {size} {interval} 点）。",
  },
  ratingsCsv: {
    tooManyPictures: "{mostCards} 枚を超える絵",
    wrongModel: "おかしい model「{modelHash}」",
    wrongAnswer: "答え「{answers}」",
    twoBest: "2 つの「best」",
    incompleteRow: "時刻・名前・答えの欠けた行",
    longLine: "{longestLine} 文字を超える行",
    wrongCells: "{count} 列の行",
    brokenCsv: "CSV の誤り（{message}）",
    wrongHeader: "1 行目「{line}」",
    noNumber: "数でない「{word}」",
  },
  ratingsJson: {
    somethingElse: "読めない JSON",
    invalidFile: "{noPlace, select, true {中身} other {{place}}} のおかしいファイル",
    ratingOrBest: "点と「いちばん」の両方か、どちらもない行",
    oneRating: "{count} 枚への 1 つの点",
    wrongBest: "{count} 枚中の {best} 枚目",
    wrongLatent: "{count} 個の数の絵",
    wrongPlace: "おかしい {place}",
    unknownAttribute: "知らない属性「{foreign}」",
    wrongValue: "おかしい値「{name}={named}」",
    ratingsFile: {
      expected: "omakase が書き出した評価のファイル",
      got: "{got}",
      remedy: "書き出したままのファイルを使うか、その行を直してください",
    },
  },
  suggest: { fraction: { expected: "0 以上 1 以下の数", got: "{value}", remedy: "値を直してください" } },
  traitEffectSentences: {
    levelLabel: "{label}が{level}",
    no: "{label}なし",
    like: "好き: {liked}。",
    likeLess: "苦手: {disliked}。",
    unsure: "まだわからない: {unsure}。",
    choice: "{label}「{choice}」",
    likedTogether: "組みあわせでは、{traits} がとくに好き（{percent} %）。",
    dislikedTogether: "組みあわせでは、{traits} は苦手（{percent} %）。",
    sureTraits: "{traits}（{percent} %）",
    notClear: "好みは、まだはっきりしません。",
    low: "小さめ",
    middling: "中くらい",
    high: "大きめ",
    facingLeft: "左向き",
    facingUs: "正面向き",
    facingRight: "右向き",
    fromBelow: "下から見た絵",
    atEyeLevel: "目の高さから見た絵",
    fromAbove: "上から見た絵",
  },
};
