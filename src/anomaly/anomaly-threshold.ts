import { binomialInterval } from "../math/index.ts";
import type { AnomalyModel } from "./anomaly-model.ts";
import { conformalPValue, conformalThreshold, type ConformalThreshold } from "./conformal-threshold.ts";
import { scoreEvidence } from "./feedback.ts";

/** Highest false-alarm rate to which missed images may move a threshold, 0–1. */
export const maxMovedRate = 0.2;

/** Threshold that missed images moved; see {@link anomalyThreshold}. */
export interface MovedThreshold {
  /** Threshold for the rate alone; Infinity where so few images cannot promise it. */
  readonly from: number;
  /** Number of missed images above the new threshold that were not above the old one. */
  readonly missed: number;
  /** Upper bound of the expected false-alarm rate at the new threshold, 0–1: takes the place of the promised rate. */
  readonly rate: number;
  /** 95 % confidence interval of the false-alarm rate at the new threshold. */
  readonly interval: readonly [number, number];
}

/** Threshold of a model with the feedback of its owner. */
export interface AnomalyThreshold extends ConformalThreshold {
  /** Change by missed images; undefined where they changed nothing: then `rate` is promised as without them. */
  readonly moved?: MovedThreshold;
  /** Number of missed images so usual that the threshold stays above them: more than 20 % of normal images score as high. */
  readonly tooUsual: number;
}

/**
 * Sets the threshold of a model at a false-alarm rate, and lowers it to just below the images that its owner says it
 * missed. Then the rate is no longer the wanted one: the calibration images tell the new one, with an exact interval.
 * Images like which more than 20 % of the normal ones score do not move it.
 *
 * @param model - fitted model, with or without feedback.
 * @param rate - wanted false-alarm rate, above 0 and below 1.
 * @returns threshold in the unit of the scores; without missed images the same as `conformalThreshold`.
 *
 * @example
 * ```ts
 * const model = await anomaly.fitAnomalyModel(sushi, { device, target: "novelty" });
 * const { threshold, moved } = anomaly.anomalyThreshold(model, 0.2);
 * moved; // undefined: without missed images nothing moves
 * ```
 */
export function anomalyThreshold(model: AnomalyModel, rate: number): AnomalyThreshold {
  const { calibration, calibrationGroups, feedback = [] } = model;
  const given = conformalThreshold(calibration, rate, calibrationGroups);
  const missed = feedback.filter(({ verdict }) => verdict === "missed");
  const scores = scoreEvidence(
    model,
    missed.map(({ evidence }) => evidence),
  );
  return { ...given, ...lowerThreshold(given, scores, { calibration, calibrationGroups }) };
}

/** Lowers a threshold to just below the missed scores, as far as the rate allows. */
export function lowerThreshold(
  { threshold: from, count }: ConformalThreshold,
  missed: readonly number[],
  { calibration, calibrationGroups }: Pick<AnomalyModel, "calibration" | "calibrationGroups">,
): Pick<AnomalyThreshold, "threshold" | "moved" | "tooUsual"> {
  const rateOf = (score: number) => conformalPValue(calibration, score, calibrationGroups);
  const below = missed.filter((score) => score <= from);
  const kept = below.filter((score) => rateOf(score) <= maxMovedRate);
  const tooUsual = below.length - kept.length;
  if (kept.length === 0) return { threshold: from, tooUsual };
  const least = Math.min(...kept);
  const rate = rateOf(least);
  const moved: MovedThreshold = {
    from,
    missed: kept.length,
    rate,
    interval: binomialInterval(Number((rate * (count + 1) - 1).toFixed(6)), count), // not 2.0000000001 of them
  };
  return { threshold: justBelow(least), moved, tooUsual };
}

/** Returns the next smaller float32 number. */
function justBelow(score: number): number {
  if (score === 0) return -(2 ** -149);
  const number = new Float32Array([score]);
  const bits = new Int32Array(number.buffer);
  bits[0] += score > 0 ? -1 : 1;
  return number[0];
}
