import type { evaluateSentences as english } from "../en/evaluate.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/evaluate`, by file. */
export const evaluateSentences: Translation<typeof english> = {
  attributeAccuracyLines: {
    heading: "注文どおりに描けているか（{count} 枚を描き、本物の絵で学習した別のモデルに読ませました）",
    choiceAccuracy: "  {label}: {accuracy}（本物の絵では {realAccuracy}）",
    numberError: "  {label}: ずれの中央値 {medianError}（本物の絵では {realMedianError}）",
    allChoices: "  選ぶもの全体: {accuracy}（本物の絵では {realAccuracy}）",
    onReal: "（本物の絵では {real}）",
    rareCombinations:
      "  めずらしい組み合わせ（学習した絵の 1% 未満、{combinationCount} 通りのうち {count} 通り）: {choiceAccuracy}{onReal}、ふたつともは {accuracy}",
    hardCombination: "    苦手: {combination}（お手本の {share}）",
    reliable:
      "    本物の絵で {maxReliableError} 以内に読める{label}（{share}）では {medianError}（本物の絵では {realMedianError}）: {list}",
    choice: "{choice} {medianError}（{realMedianError}）",
    attributeChoice: "{attribute} {choice}",
    combination: "{first} + {second}",
    notJudged: "    本物の絵でもそこまで読めないので判定しないもの: {list}",
  },
  evaluate: {
    noFrechet: "比べられる絵が{compared}枚しかないので、フレシェ距離は出していません（{width}枚から）。",
    frechetTooLarge:
      "絵が{compared}枚と少ないので、フレシェ距離は大きめに出ます。「本物どうし」の値と見くらべてください。",
    rough: "絵が少ないので、どの数字もおおよその目安です。",
    manyTwins: "元の絵に同じものが何組もあるので、丸写しかどうかは数では見分けられません。図を見てください。",
    tooFewPictures: { expected: "{needed}枚以上の絵", got: "{got}枚", remedy: "絵を増やしてください" },
  },
};
