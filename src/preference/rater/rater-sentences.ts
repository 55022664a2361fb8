import type { Text } from "../../error.ts";
import type { RatingDrift } from "./rating-drift.ts";
import type { PreferenceShift } from "./preference-shift.ts";
import type { Agreement } from "./weighted-kappa.ts";

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
    sentences.push({
      ja: `あなたの好みは、ここで見せられている絵のほうへ動きました（確からしさ ${percent(shift.probability)} %）。絵が好みに近づいただけでなく、好みも絵に近づいています。`,
      en: `Your taste has moved towards what you are shown (${percent(shift.probability)} % sure): not only did the pictures come to your taste, it came to them.`,
    });
  else if (shift && shift.probability <= 1 - minConfidence)
    sentences.push({
      ja: `あなたの好みは、ここで見せられている絵から離れました（確からしさ ${percent(1 - shift.probability)} %）。「はじめから」やり直すとよいかもしれません。`,
      en: `Your taste has moved away from what you are shown (${percent(1 - shift.probability)} % sure). Starting over may be worth it.`,
    });
  return sentences;
}

function agreementText({ kappa, low, high, count }: Agreement): Text {
  const word =
    kappa >= 0.8
      ? { ja: "とてもよく一致", en: "very well" }
      : kappa >= 0.6
        ? { ja: "よく一致", en: "well" }
        : kappa >= 0.4
          ? { ja: "まあまあ一致", en: "fairly" }
          : { ja: "あまり一致しない", en: "hardly" };
  const numbers = `${twoDecimals(kappa)}, ${twoDecimals(low)}–${twoDecimals(high)}`;
  return {
    ja: `同じ絵をもう一度見たときの点は、前の点と${word.ja}（重みつきκ ${twoDecimals(kappa)}、95 % 区間 ${twoDecimals(low)}〜${twoDecimals(high)}、${count} 組）。`,
    en: `You agree ${word.en} with yourself when a picture comes again (weighted kappa ${numbers}, ${count} pairs).`,
  };
}

function driftText({ change, residuals }: RatingDrift): Text {
  if (!change)
    return {
      ja: "点のつけ方が甘くなったか、きびしくなったかは、まだわかりません。",
      en: "Whether you are getting stricter or more generous is not known yet.",
    };
  const count = residuals.length;
  const size = twoDecimals(Math.abs(change.mean));
  const interval = `± ${twoDecimals(change.half)}`;
  if (Math.abs(change.mean) <= change.half)
    return {
      ja: `点のつけ方が甘くなった、きびしくなったとは言えません（これまでの ${count} 回で ${twoDecimals(change.mean)} ${interval} 点）。`,
      en: `There is no clear sign that you are getting stricter or more generous (${twoDecimals(change.mean)} ${interval} points over ${count} ratings).`,
    };
  return change.mean > 0
    ? {
        ja: `点のつけ方が、だんだん甘くなっています（これまでの ${count} 回で ${size} ${interval} 点）。`,
        en: `You are getting more generous (by ${size} ${interval} points over ${count} ratings).`,
      }
    : {
        ja: `点のつけ方が、だんだんきびしくなっています（これまでの ${count} 回で ${size} ${interval} 点）。`,
        en: `You are getting stricter (by ${size} ${interval} points over ${count} ratings).`,
      };
}

function twoDecimals(value: number): string {
  return value.toFixed(2).replace("-", "−");
}

function percent(chance: number): number {
  return Math.min(99, Math.round(100 * chance));
}
