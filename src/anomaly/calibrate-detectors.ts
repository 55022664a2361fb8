import { rocAuc } from "../math/index.ts";
import {
  anomalyDetectors,
  type AnomalyDetector,
  type AnomalyModel,
  type DetectorScale,
  type MemoryDetector,
  type SelfTest,
} from "./anomaly-model.ts";
import type { BackboneSettings } from "./backbone.ts";
import { conformalThreshold } from "./conformal-threshold.ts";
import type { TrainedDetectors } from "./detector-runner.ts";
import { fuseScores } from "./fuse-scores.ts";
import { isGlobalDetector } from "./global-anomaly-map.ts";
import type { DetectorMeasurements, RawScores } from "./measure-detectors.ts";
import { defectTests } from "./self-test.ts";

/** Smallest area under the ROC curve on synthetic defects at which a local detector contributes. */
const leastAuc = 0.65;
/** False-alarm rate of the self-test, where so few images can promise it. */
const testRate = 0.01;
/** Mean excess of a normal distribution over its median, in standard deviations: √(2 / π). */
const normalExcess = Math.sqrt(2 / Math.PI);

/**
 * Turns detectors and their measurements into a model: sets the scales on held-out images, rejects local detectors that
 * find too few synthetic defects in them, scores the calibration images, and tests the result on synthetic defects in
 * those.
 *
 * @param calibrationGroups - number of the group of each calibration image; undefined where each is its own group.
 */
export function calibrateDetectors(
  learned: Omit<TrainedDetectors, "detectors"> & Pick<AnomalyModel, "target" | "backbone">,
  measured: DetectorMeasurements,
  calibrationGroups?: Float32Array,
): AnomalyModel {
  const { memory, detectors, selection, test } = measured;
  const scales = detectorScales(measured.scale);
  const rejected = rejectedDetectors(measured, learned.backbone);
  const kept = withoutDetectors({ ...learned, detectors, memory }, rejected);
  const fused = (scores: RawScores) => fuseScores(scores, { ...kept, scales }).score;
  const calibration = Float32Array.from(measured.calibration, fused);
  const model: AnomalyModel = {
    ...kept,
    counts: { training: measured.trainingCount, scale: measured.scale.length },
    rejected,
    scales,
    calibration,
    ...(calibrationGroups && { calibrationGroups: calibrationGroups.slice(0, calibration.length) }),
  };
  if (selection.scores.length === 0 || !kept.detectors.some((part) => !isGlobalDetector(part))) return model;
  return { ...model, selfTest: selfTest(model, test.scores.map(fused), test.sizes) };
}

/**
 * Returns the local detectors that tell synthetic defects from normal images badly, or less than half as well as the best
 * one: their noise would hide what the others say. Never returns all detectors.
 */
function rejectedDetectors(
  { detectors, scale, selection }: DetectorMeasurements,
  backbone?: BackboneSettings,
): readonly AnomalyDetector[] {
  // each is judged by the defects that it was made for
  const seesFull = (part: AnomalyDetector) => part === "tiles" || (part === "patches" && backbone !== undefined);
  const isDrawnInFull = detectors.some(seesFull);
  const isFor = (part: AnomalyDetector, isInTile: boolean) => !isDrawnInFull || isInTile === seesFull(part);
  const local = detectors
    .filter((part) => !isGlobalDetector(part))
    .map((part) => {
      const defective = selection.scores.filter((_, at) => isFor(part, selection.areInTiles[at]));
      const scoresOf = (all: readonly RawScores[]) => all.map((one) => one[part]!);
      return { part, auc: rocAuc(scoresOf(scale), scoresOf(defective)).auc };
    });
  const best = Math.max(...local.map(({ auc }) => auc));
  const least = Math.max(leastAuc, (best + 0.5) / 2);
  const rejected = local.filter(({ auc }) => auc < least).map(({ part }) => part);
  return rejected.length < detectors.length ? rejected : [];
}

/** Removes detectors with their weights and memory. */
function withoutDetectors<T extends Pick<AnomalyModel, "detectors" | "weights" | "memory">>(
  model: T,
  rejected: readonly AnomalyDetector[],
): T {
  const isKept = (name: string) => !(rejected as readonly string[]).includes(name);
  return {
    ...model,
    detectors: model.detectors.filter(isKept),
    weights: new Map([...model.weights].filter(([name]) => isKept(name.split(".")[0]))),
    memory: Object.fromEntries(Object.entries(model.memory).filter(([part]) => isKept(part as MemoryDetector))),
  };
}

/** Scores synthetic defects against the threshold for 1 % of false alarms, or the lowest rate that can be promised. */
function selfTest(
  { calibration, calibrationGroups, fullSide }: Pick<AnomalyModel, "calibration" | "calibrationGroups" | "fullSide">,
  scores: readonly number[],
  sizes: readonly number[],
): SelfTest {
  const { lowestRate } = conformalThreshold(calibration, testRate, calibrationGroups);
  const rate = Math.max(testRate, lowestRate);
  const { threshold } = conformalThreshold(calibration, rate, calibrationGroups);
  return { rate, side: fullSide, defects: defectTests(scores.map(Math.fround), sizes, threshold) };
}

/** Computes median and upper spread per detector: false alarms are made by the upper tail alone. */
function detectorScales(measured: readonly RawScores[]): Record<AnomalyDetector, DetectorScale> {
  const scales = anomalyDetectors.map((part): [AnomalyDetector, DetectorScale] => {
    const rising = measured.map((scores) => scores[part] ?? 0).sort((a, b) => a - b);
    const median = (rising[(rising.length - 1) >> 1] + rising[rising.length >> 1]) / 2;
    const excess = rising.reduce((sum, value) => sum + Math.max(0, value - median), 0) / (rising.length / 2);
    return [part, { median, std: excess / normalExcess || 1 }];
  });
  return Object.fromEntries(scales) as Record<AnomalyDetector, DetectorScale>;
}
