import { isGlobalDetector } from "./global-anomaly-map.ts";
import type { AnomalyKind, AnomalyModel, AnomalyDetector } from "./anomaly-model.ts";

/** Penalty of detectors off the main target, in standard deviations: their noise must not mask the target's signal. */
const offTargetPenalty = 2;

/** Fused score of several detectors. */
export interface FusedScore {
  /** Standard deviations from the mean of normal images: 0 is usual, larger is more anomalous. */
  readonly score: number;
  /** Kind of anomaly that gives the score. */
  readonly kind: AnomalyKind;
}

/** Fields of a model that fusion needs. */
type ScoreScales = Pick<AnomalyModel, "detectors" | "scales" | "target">;

/**
 * Fuses raw detector scores into one. Global detectors are averaged; the result is the maximum of that mean and of
 * every local detector, because a small defect leaves the whole image unchanged and a novel object need not have a
 * defect. Detectors off the target get a penalty of {@link offTargetPenalty}.
 */
export function fuseScores(scores: Partial<Record<AnomalyDetector, number>>, model: ScoreScales): FusedScore {
  const [kinds, defects] = [scoreAsKind("novelty", scores, model), scoreAsKind("defects", scores, model)];
  return defects >= kinds ? { score: defects, kind: "defects" } : { score: kinds, kind: "novelty" };
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
  return kind === target || selected.length === detectors.length ? value : value - offTargetPenalty;
}

/** Selects the detectors of novelty (global) or of defects (local). */
export function detectorsOfKind(kind: AnomalyKind, parts: readonly AnomalyDetector[]): readonly AnomalyDetector[] {
  return parts.filter((part) => isGlobalDetector(part) === (kind === "novelty"));
}

/** Returns the distance from the mean in standard deviations. */
export function zScore(value: number, { mean, std }: AnomalyModel["scales"][AnomalyDetector]): number {
  return (value - mean) / std;
}
