import { isGlobalDetector } from "./global-anomaly-map.ts";
import type { AnomalyKind, AnomalyModel, AnomalyDetector } from "./anomaly-model.ts";

/** How much odder what nobody looks for must be, in standard deviations, so that its noise does not cover what is. */
const offTargetPenalty = 2;

/** Numbers of the parts made one. */
export interface FusedScore {
  /** In standard deviations from the mean of normal pictures: 0 is usual, and larger is odder. */
  readonly score: number;
  /** What it tells of: a flaw, or another kind of thing. */
  readonly kind: AnomalyKind;
}

/** What is needed of a model to make one number of several. */
type ScoreScales = Pick<AnomalyModel, "detectors" | "scales" | "target">;

/**
 * One number for a picture. The parts that look at the whole count with their mean; of that and of every other part the
 * oddest is taken, as a small flaw leaves the whole as it is, and another kind of thing need not have a flaw. What was
 * not asked for has a handicap.
 */
export function fuseScores(scores: Partial<Record<AnomalyDetector, number>>, model: ScoreScales): FusedScore {
  const [kinds, defects] = [scoreAsKind("novelty", scores, model), scoreAsKind("defects", scores, model)];
  return defects >= kinds ? { score: defects, kind: "defects" } : { score: kinds, kind: "novelty" };
}

/** How odd a picture, or a place in it, is as another kind of thing, or as a flaw; −∞ where no part looks for that. */
export function scoreAsKind(
  kind: AnomalyKind,
  scores: Partial<Record<AnomalyDetector, number>>,
  { detectors, scales, target }: ScoreScales,
): number {
  const own = detectorsOfKind(kind, detectors);
  if (own.length === 0) return -Infinity;
  const values = own.map((part) => zScore(scores[part]!, scales[part]));
  const value = kind === "novelty" ? values.reduce((sum, one) => sum + one, 0) / values.length : Math.max(...values);
  return kind === target || own.length === detectors.length ? value : value - offTargetPenalty;
}

/** The parts that find other kinds of things, or flaws. */
export function detectorsOfKind(kind: AnomalyKind, parts: readonly AnomalyDetector[]): readonly AnomalyDetector[] {
  return parts.filter((part) => isGlobalDetector(part) === (kind === "novelty"));
}

/** In standard deviations from the mean. */
export function zScore(value: number, { mean, std }: AnomalyModel["scales"][AnomalyDetector]): number {
  return (value - mean) / std;
}
