import type { Text } from "../error.ts";
import { maxReliableError, type PredictorReliability, type ReliabilityByChoice } from "./predictor-reliability.ts";
import type { AttributeAccuracy, RareCombinationResult } from "./attribute-accuracy.ts";
import { evaluateText, verbatim, listText } from "../text/index.ts";

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
  const lines: Text[] = [evaluateText.attributeAccuracyLines.heading({ count })];
  for (const { label, accuracy: share, medianError, realImages, reliability } of attributes) {
    if (share !== undefined)
      lines.push(
        evaluateText.attributeAccuracyLines.choiceAccuracy({
          label,
          accuracy: percent(share),
          realAccuracy: percent(realImages.accuracy),
        }),
      );
    else
      lines.push(
        evaluateText.attributeAccuracyLines.numberError({
          label,
          medianError: numberText(medianError),
          realMedianError: numberText(realImages.medianError),
        }),
      );
    if (reliability) lines.push(...reliabilityLines(reliability));
  }
  if (!Number.isNaN(accuracy))
    lines.push(
      evaluateText.attributeAccuracyLines.allChoices({
        accuracy: percent(accuracy),
        realAccuracy: percent(realAccuracy),
      }),
    );
  if (rareCombinations.results.length === 0) return lines;
  const real = percent(rareCombinations.realChoiceAccuracy);
  const onReal = Number.isNaN(rareCombinations.realChoiceAccuracy)
    ? verbatim("")
    : evaluateText.attributeAccuracyLines.onReal({ real });
  lines.push(
    evaluateText.attributeAccuracyLines.rareCombinations({
      count: rareCombinations.results.length,
      combinationCount: rareCombinations.combinationCount,
      choiceAccuracy: percent(rareCombinations.choiceAccuracy),
      onReal,
      accuracy: percent(rareCombinations.accuracy),
    }),
  );
  const failing = rareCombinations.results.filter((one) => one.accuracy < 0.5).slice(0, maxNamed);
  for (const one of failing)
    lines.push(
      evaluateText.attributeAccuracyLines.hardCombination({
        combination: combinationText(one),
        share: percent(one.share),
      }),
    );
  return lines;
}

/** Formats the choices for which the classifier predicts a number reliably, and its error there. */
function reliabilityLines({ splitBy, choices, share, medianError, realMedianError }: PredictorReliability): Text[] {
  const presentChoices = choices.filter((choice) => choice.share > 0);
  const list = (reliableOnes: boolean): Text =>
    listText(presentChoices.filter((one) => one.isReliable === reliableOnes).map(choiceText));
  const lines: Text[] = [];
  if (share > 0)
    lines.push(
      evaluateText.attributeAccuracyLines.reliable({
        maxReliableError,
        share: percent(share),
        label: splitBy.label,
        medianError: numberText(medianError),
        realMedianError: numberText(realMedianError),
        list: list(true),
      }),
    );
  if (presentChoices.some(({ isReliable }) => !isReliable))
    lines.push(evaluateText.attributeAccuracyLines.notJudged({ list: list(false) }));
  return lines;
}

function choiceText({ choice, medianError, realMedianError }: ReliabilityByChoice): Text {
  return evaluateText.attributeAccuracyLines.choice({
    choice: choice.label,
    medianError: numberText(medianError),
    realMedianError: numberText(realMedianError),
  });
}

function combinationText({ first, second }: RareCombinationResult): Text {
  const parts = [first, second].map(({ attribute, choice }) =>
    evaluateText.attributeAccuracyLines.attributeChoice({ attribute: attribute.label, choice: choice.label }),
  );
  return evaluateText.attributeAccuracyLines.combination({ first: parts[0], second: parts[1] });
}

function percent(share: number | undefined): string {
  return share === undefined || Number.isNaN(share) ? "–" : `${(100 * share).toFixed(1)} %`;
}

function numberText(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? "–" : String(Number(value.toPrecision(2)));
}
