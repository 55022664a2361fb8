import type { Text } from "../error.ts";

/** Texts of the figures about preferences. */
export const preferenceWords = {
  ratings: { ja: "評価した回数", en: "ratings" },
  curvesTitle: { ja: "好みを覚えていくようす", en: "Learning what you like" },
  curvesCaption: {
    ja: "上: 見せた絵のうち「Good」だった割合（直近 20 回）。下: 評価を見る前の予想が、実際とどれだけ離れていたか。予想の線が「いつも平均と答える人」より下なら、好みを覚えています。",
    en: "Above, the share of Good among the last 20 pictures. Below, how far each rating lay from what was expected before it was seen. While that stays under the line of somebody who always says the mean, your taste is being learned.",
  },
  good: { ja: "Good の割合（直近 20 回、%）", en: "Good among the last 20 (%)" },
  goodLine: { ja: "Good の割合", en: "share of Good" },
  error: { ja: "予想と実際の差（点）", en: "expected against actual (points)" },
  errorLine: { ja: "この予想", en: "this taste" },
  plainLine: { ja: "いつも平均と答える人", en: "always the mean" },
  guessesTitle: { ja: "予想と実際", en: "Expected and actual ratings" },
  guessesCaption: {
    ja: "1 つの丸が 1 回の評価です。横は見る前の予想、縦は実際の点。濃いほど最近です。丸が斜めの線に近いほど、よく当たっています。",
    en: "A dot is a rating: across what was expected before, upwards what it was; darker is more recent. The nearer to the slanting line, the better the guess.",
  },
  expected: { ja: "予想した点", en: "expected rating" },
  actual: { ja: "実際の点", en: "actual rating" },
  traitEffectsTitle: { ja: "あなたの好みだと思われていること", en: "What it believes you like" },
  traitEffectsCaption: {
    ja: "棒が右にあるほど好き、左にあるほど苦手です。細い線は 95 % の範囲で、0 の線をまたぐものは、まだはっきりしません。「＋」は、組みあわせると増える分です。単位は点（−2〜+2）。",
    en: "To the right is liked, to the left less so, in points (−2 to +2). The thin line is where it lies with 95 %; if that crosses 0, it is not certain yet. With a +, it is what both add beyond each alone.",
  },
  raterTitle: { ja: "評価する人のものさし", en: "The rater's own measure" },
  raterCaption: {
    ja: "上: 同じような絵への点が、時とともに甘く（上）またはきびしく（下）なったか。下: こっそりもう一度出した同じ絵に、同じ点をつけたか。",
    en: "Above, whether alike pictures got better (up) or worse (down) ratings as time went on. Below, whether a picture that quietly came again got the same rating.",
  },
  residual: { ja: "ほかの評価から考えた点との差", en: "rating, less what the other ratings say" },
  again: { ja: "2 回目の点 →", en: "second rating →" },
  before: { ja: "1 回目の点", en: "first rating" },
  agreement: { ja: "自分との一致（重みつき κ）", en: "agreement with oneself (weighted kappa)" },
  interval: { ja: "95 % 区間", en: "95 % interval" },
  pairs: { ja: "組", en: "pairs" },
  noRepeats: { ja: "同じ絵は、まだ 2 回出ていません。", en: "No picture has come twice yet." },
} as const satisfies Record<string, Text>;
