import type { Text } from "../error.ts";
import { maxReliableError, type PredictorReliability, type ReliabilityByChoice } from "./predictor-reliability.ts";
import type { AttributeAccuracy, RareCombinationResult } from "./attribute-accuracy.ts";

/** Number of failing rare combinations that the lines name. */
const maxNamed = 5;

/** Formats an {@link AttributeAccuracy} as sentences, one per line. */
export function attributeAccuracyLines({
  count,
  attributes,
  accuracy,
  realAccuracy,
  rareCombinations,
}: AttributeAccuracy): Text[] {
  const lines: Text[] = [
    {
      ja: `注文どおりに描けているか（${count} 枚を描き、本物の絵で学習した別のモデルに読ませました）`,
      en: `Does it draw what is asked for? (${count} pictures, read by another model that learned from real ones)`,
    },
  ];
  for (const { label, accuracy: share, medianError, realImages, reliability } of attributes) {
    if (share !== undefined)
      lines.push({
        ja: `  ${label.ja}: ${percent(share)}（本物の絵では ${percent(realImages.accuracy)}）`,
        en: `  ${label.en}: ${percent(share)} (real pictures: ${percent(realImages.accuracy)})`,
      });
    else
      lines.push({
        ja: `  ${label.ja}: ずれの中央値 ${numberText(medianError)}（本物の絵では ${numberText(realImages.medianError)}）`,
        en: `  ${label.en}: off by ${numberText(medianError)}, median (real pictures: ${numberText(realImages.medianError)})`,
      });
    if (reliability) lines.push(...reliabilityLines(reliability));
  }
  if (!Number.isNaN(accuracy))
    lines.push({
      ja: `  選ぶもの全体: ${percent(accuracy)}（本物の絵では ${percent(realAccuracy)}）`,
      en: `  all choices together: ${percent(accuracy)} (real pictures: ${percent(realAccuracy)})`,
    });
  if (rareCombinations.results.length === 0) return lines;
  const real = percent(rareCombinations.realChoiceAccuracy);
  const onReal = Number.isNaN(rareCombinations.realChoiceAccuracy)
    ? { ja: "", en: "" }
    : { ja: `（本物の絵では ${real}）`, en: ` (real pictures: ${real})` };
  lines.push({
    ja: `  めずらしい組み合わせ（学習した絵の 1% 未満、${rareCombinations.combinationCount} 通りのうち ${rareCombinations.results.length} 通り）: ${percent(rareCombinations.choiceAccuracy)}${onReal.ja}、ふたつともは ${percent(rareCombinations.accuracy)}`,
    en: `  rare combinations (under 1 % of what it learned from; ${rareCombinations.results.length} of ${rareCombinations.combinationCount}): ${percent(rareCombinations.choiceAccuracy)}${onReal.en}, both ${percent(rareCombinations.accuracy)}`,
  });
  const failing = rareCombinations.results.filter((one) => one.accuracy < 0.5).slice(0, maxNamed);
  for (const one of failing)
    lines.push({
      ja: `    苦手: ${combinationText(one, "ja")}（お手本の ${percent(one.share)}）`,
      en: `    hard: ${combinationText(one, "en")} (${percent(one.share)} of the examples)`,
    });
  return lines;
}

/** Formats the choices for which the classifier predicts a number reliably, and its error there. */
function reliabilityLines({ splitBy, choices, share, medianError, realMedianError }: PredictorReliability): Text[] {
  const presentChoices = choices.filter((choice) => choice.share > 0);
  const list = (reliableOnes: boolean, language: "ja" | "en") =>
    presentChoices
      .filter((one) => one.isReliable === reliableOnes)
      .map((one) => choiceWords(one, language))
      .join(language === "ja" ? "、" : ", ");
  const lines: Text[] = [];
  if (share > 0)
    lines.push({
      ja: `    本物の絵で ${maxReliableError} 以内に読める${splitBy.label.ja}（${percent(share)}）では ${numberText(medianError)}（本物の絵では ${numberText(realMedianError)}）: ${list(true, "ja")}`,
      en: `    where real pictures are read to within ${maxReliableError} (${percent(share)} of them, by ${splitBy.label.en}): ${numberText(medianError)} (real pictures: ${numberText(realMedianError)}): ${list(true, "en")}`,
    });
  if (presentChoices.some(({ isReliable }) => !isReliable))
    lines.push({
      ja: `    本物の絵でもそこまで読めないので判定しないもの: ${list(false, "ja")}`,
      en: `    not judged, as real pictures are not read so well: ${list(false, "en")}`,
    });
  return lines;
}

function choiceWords({ choice, medianError, realMedianError }: ReliabilityByChoice, language: "ja" | "en"): string {
  const [name, numbers] = [choice.label[language], [medianError, realMedianError].map(numberText)];
  return language === "ja" ? `${name} ${numbers[0]}（${numbers[1]}）` : `${name} ${numbers[0]} (${numbers[1]})`;
}

function combinationText({ first, second }: RareCombinationResult, language: "ja" | "en"): string {
  return [first, second]
    .map(({ attribute, choice }) => `${attribute.label[language]} ${choice.label[language]}`)
    .join(" + ");
}

function percent(share: number | undefined): string {
  return share === undefined || Number.isNaN(share) ? "–" : `${(100 * share).toFixed(1)} %`;
}

function numberText(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? "–" : String(Number(value.toPrecision(2)));
}
