import { isGlobalDetector } from "./global-anomaly-map.ts";
import type { AnomalyKind, AnomalyModel, AnomalyDetector } from "./anomaly-model.ts";

/** Penalty of detectors off the target, in standard deviations: their noise must not mask the target's signal. */
const offTargetPenalty = 2;

/** Fused score of several detectors. */
export interface FusedScore {
  /**
   * Standard deviations from the median of normal images, larger is more anomalous; above 0 for the target `any`, where
   * usual images score about 0.5.
   */
  readonly score: number;
  /** Kind of anomaly that gives most of the score. */
  readonly kind: AnomalyKind;
}

/** Fields of a model that fusion needs. */
type ScoreScales = Pick<AnomalyModel, "detectors" | "scales" | "target">;

/**
 * Fuses raw detector scores into one. Global detectors are averaged. For the target `any`, that mean and the local
 * detectors speak together as in Fisher's method (1932) with the tails of normal distributions, −log p ≈ z² / 2: the
 * result is the root of their sum of squares above the median. For another target it is the largest, and detectors of the
 * other kind get a penalty of {@link offTargetPenalty}.
 */
export function fuseScores(scores: Partial<Record<AnomalyDetector, number>>, model: ScoreScales): FusedScore {
  const [kinds, defects] = [scoreAsKind("novelty", scores, model), scoreAsKind("defects", scores, model)];
  const kind = defects >= kinds ? "defects" : "novelty";
  if (model.target !== "any") return { score: Math.max(defects, kinds), kind };
  const local = detectorsOfKind("defects", model.detectors).map((part) => zScore(scores[part]!, model.scales[part]));
  return { score: Math.hypot(...[kinds, ...local].map(aboveMedian)), kind };
}

/** Returns a score that is above its median, 0 far below it, and changes smoothly between. */
function aboveMedian(score: number): number {
  return score > 20 ? score : Math.log1p(Math.exp(2 * score)) / 2;
}

/**
 * Scores an image, or a position in it, as novelty or as defect, in standard deviations; −∞ without a detector for it.
 */
export function scoreAsKind(
  kind: AnomalyKind,
  scores: Partial<Record<AnomalyDetector, number>>,
  { detectors, scales, target }: ScoreScales,
): number {
  const selected = detectorsOfKind(kind, detectors);
  if (selected.length === 0) return -Infinity;
  const values = selected.map((part) => zScore(scores[part]!, scales[part]));
  const value = kind === "novelty" ? values.reduce((sum, one) => sum + one, 0) / values.length : Math.max(...values);
  return target === "any" || kind === target || selected.length === detectors.length ? value : value - offTargetPenalty;
}

/** Selects the detectors of novelty (global) or of defects (local). */
export function detectorsOfKind(kind: AnomalyKind, parts: readonly AnomalyDetector[]): readonly AnomalyDetector[] {
  return parts.filter((part) => isGlobalDetector(part) === (kind === "novelty"));
}

/** Returns the distance from the median in standard deviations. */
export function zScore(value: number, { median, std }: AnomalyModel["scales"][AnomalyDetector]): number {
  return (value - median) / std;
}
