import type { Text } from "../../error.ts";
import type { RatingDrift } from "./rating-drift.ts";
import type { PreferenceShift } from "./preference-shift.ts";
import type { Agreement } from "./weighted-kappa.ts";
import { preferenceText } from "../../text/index.ts";

/** Minimum probability of a change that gets a sentence, 0–1. */
const minConfidence = 0.95;

/** Measurements of a rater. */
export interface RaterReliability {
  readonly agreement?: Agreement;
  readonly drift?: RatingDrift;
  readonly shift?: PreferenceShift;
}

/**
 * Formats the measurements of a rater as sentences; uncertain ones are left out.
 *
 * @param reliability - agreement, drift and shift, each optional.
 * @returns sentences in both languages.
 */
export function raterSentences({ agreement, drift, shift }: RaterReliability): Text[] {
  const sentences: Text[] = [];
  if (agreement && agreement.count >= 5 && Number.isFinite(agreement.kappa)) sentences.push(agreementText(agreement));
  if (drift) sentences.push(driftText(drift));
  if (shift && shift.probability >= minConfidence)
    sentences.push(preferenceText.raterSentences.movedTowards({ probability: percent(shift.probability) }));
  else if (shift && shift.probability <= 1 - minConfidence)
    sentences.push(preferenceText.raterSentences.movedAway({ probability: percent(1 - shift.probability) }));
  return sentences;
}

function agreementText({ kappa, low, high, count }: Agreement): Text {
  const word =
    kappa >= 0.8
      ? preferenceText.raterSentences.veryWell
      : kappa >= 0.6
        ? preferenceText.raterSentences.well
        : kappa >= 0.4
          ? preferenceText.raterSentences.fairly
          : preferenceText.raterSentences.hardly;
  return preferenceText.raterSentences.agreement({
    word,
    count,
    kappa: twoDecimals(kappa),
    low: twoDecimals(low),
    high: twoDecimals(high),
  });
}

function driftText({ change, residuals }: RatingDrift): Text {
  if (!change) return preferenceText.raterSentences.trendUnknown;
  const count = residuals.length;
  const size = twoDecimals(Math.abs(change.mean));
  const interval = `± ${twoDecimals(change.half)}`;
  if (Math.abs(change.mean) <= change.half)
    return preferenceText.raterSentences.noTrend({ mean: twoDecimals(change.mean), interval, count });
  return change.mean > 0
    ? preferenceText.raterSentences.moreGenerous({ size, interval, count })
    : preferenceText.raterSentences.stricter({ size, interval, count });
}

function twoDecimals(value: number): string {
  return value.toFixed(2).replace("-", "−");
}

function percent(chance: number): number {
  return Math.min(99, Math.round(100 * chance));
}
