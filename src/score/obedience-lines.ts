import type { Text } from "../error.ts";
import { legible, type Legibility, type LegibleChoice } from "./legibility.ts";
import type { Obedience, RareResult } from "./obedience.ts";

/** How many of the rare combinations that fail most are named. */
const named = 5;

/** What {@link Obedience} says, in words, one line each. */
export function obedienceLines({ count, attributes, right, rightOnReal, rare }: Obedience): Text[] {
  const lines: Text[] = [
    {
      ja: `注文どおりに描けているか（${count} 枚を描き、本物の絵で学習した別のモデルに読ませました）`,
      en: `Does it draw what is asked for? (${count} pictures, read by another model that learned from real ones)`,
    },
  ];
  for (const { label, right: share, medianError, onReal, legibility } of attributes) {
    if (share !== undefined)
      lines.push({
        ja: `  ${label.ja}: ${percent(share)}（本物の絵では ${percent(onReal.right)}）`,
        en: `  ${label.en}: ${percent(share)} (real pictures: ${percent(onReal.right)})`,
      });
    else
      lines.push({
        ja: `  ${label.ja}: ずれの中央値 ${short(medianError)}（本物の絵では ${short(onReal.medianError)}）`,
        en: `  ${label.en}: off by ${short(medianError)}, median (real pictures: ${short(onReal.medianError)})`,
      });
    if (legibility) lines.push(...legibleLines(legibility));
  }
  if (!Number.isNaN(right))
    lines.push({
      ja: `  選ぶもの全体: ${percent(right)}（本物の絵では ${percent(rightOnReal)}）`,
      en: `  all choices together: ${percent(right)} (real pictures: ${percent(rightOnReal)})`,
    });
  if (rare.tried.length === 0) return lines;
  const real = percent(rare.choicesRightOnReal);
  const onReal = Number.isNaN(rare.choicesRightOnReal)
    ? { ja: "", en: "" }
    : { ja: `（本物の絵では ${real}）`, en: ` (real pictures: ${real})` };
  lines.push({
    ja: `  めずらしい組み合わせ（学習した絵の 1% 未満、${rare.found} 通りのうち ${rare.tried.length} 通り）: ${percent(rare.choicesRight)}${onReal.ja}、ふたつともは ${percent(rare.right)}`,
    en: `  rare combinations (under 1 % of what it learned from; ${rare.tried.length} of ${rare.found}): ${percent(rare.choicesRight)}${onReal.en}, both ${percent(rare.right)}`,
  });
  const failing = rare.tried.filter((one) => one.right < 0.5).slice(0, named);
  for (const one of failing)
    lines.push({
      ja: `    苦手: ${words(one, "ja")}（お手本の ${percent(one.share)}）`,
      en: `    hard: ${words(one, "en")} (${percent(one.share)} of the examples)`,
    });
  return lines;
}

/** Where a number can be read, and how far off it is there. */
function legibleLines({ by, choices, share, medianError, onReal }: Legibility): Text[] {
  const seen = choices.filter((choice) => choice.share > 0);
  const list = (isJudged: boolean, language: "ja" | "en") =>
    seen
      .filter((one) => one.isJudged === isJudged)
      .map((one) => choiceWords(one, language))
      .join(language === "ja" ? "、" : ", ");
  const lines: Text[] = [];
  if (share > 0)
    lines.push({
      ja: `    本物の絵で ${legible} 以内に読める${by.label.ja}（${percent(share)}）では ${short(medianError)}（本物の絵では ${short(onReal)}）: ${list(true, "ja")}`,
      en: `    where real pictures are read to within ${legible} (${percent(share)} of them, by ${by.label.en}): ${short(medianError)} (real pictures: ${short(onReal)}): ${list(true, "en")}`,
    });
  if (seen.some(({ isJudged }) => !isJudged))
    lines.push({
      ja: `    本物の絵でもそこまで読めないので判定しないもの: ${list(false, "ja")}`,
      en: `    not judged, as real pictures are not read so well: ${list(false, "en")}`,
    });
  return lines;
}

function choiceWords({ choice, medianError, onReal }: LegibleChoice, language: "ja" | "en"): string {
  const [name, numbers] = [choice.label[language], [medianError, onReal].map(short)];
  return language === "ja" ? `${name} ${numbers[0]}（${numbers[1]}）` : `${name} ${numbers[0]} (${numbers[1]})`;
}

function words({ first, second }: RareResult, language: "ja" | "en"): string {
  return [first, second]
    .map(({ attribute, choice }) => `${attribute.label[language]} ${choice.label[language]}`)
    .join(" + ");
}

function percent(share: number | undefined): string {
  return share === undefined || Number.isNaN(share) ? "–" : `${(100 * share).toFixed(1)} %`;
}

function short(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? "–" : String(Number(value.toPrecision(2)));
}
