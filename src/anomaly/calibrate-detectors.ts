import type { Dataset } from "../dataset/index.ts";
import type { Device } from "../device/index.ts";
import { rocAuc } from "../math/index.ts";
import { buildMemory, chunkSize, extendMemory, forEachChunk } from "./anomaly-memory.ts";
import {
  anomalyDetectors,
  type AnomalyDetector,
  type AnomalyModel,
  type DetectorScale,
  type MemoryDetector,
  type SelfTest,
} from "./anomaly-model.ts";
import { conformalThreshold } from "./conformal-threshold.ts";
import { detectorRunner, type DetectorOutputs, type TrainedDetectors } from "./detector-runner.ts";
import { fuseScores } from "./fuse-scores.ts";
import { isGlobalDetector } from "./global-anomaly-map.ts";
import { defectTests, drawDefectiveImages } from "./self-test.ts";
import type { NormalSplit } from "./split-normal-images.ts";

/** Most synthetic defects that select the detectors, and that test the model; and most of them per image. */
const defectCounts = { selection: 64, test: 128, perImage: 4 } as const;
/** Smallest area under the ROC curve on synthetic defects at which a local detector contributes. */
const leastAuc = 0.65;
/** False-alarm rate of the self-test, where so few images can promise it. */
const testRate = 0.01;
/** Mean excess of a normal distribution over its median, in standard deviations: √(2 / π). */
const normalExcess = Math.sqrt(2 / Math.PI);

/** Options of {@link calibrateDetectors}. */
export interface CalibrateDetectorsOptions {
  readonly device: Device;
  readonly seed: number;
  /** Callback with the number of images measured. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** Returns the numbers of synthetic defects that select the detectors and that test the model. */
function defectCountsOf({ scale, calibration }: NormalSplit): { readonly selection: number; readonly test: number } {
  const { selection, test, perImage } = defectCounts;
  return {
    selection: Math.min(selection, perImage * scale.count),
    test: Math.min(test, perImage * calibration.count),
  };
}

/** Returns the number of images that {@link calibrateDetectors} measures, synthetic defects included. */
export function calibratedImages(split: NormalSplit): number {
  const { selection, test } = defectCountsOf(split);
  return split.scale.count + split.calibration.count + selection + test;
}

/**
 * Turns trained detectors into a model: fills the memory, sets the scales on held-out images, rejects local detectors that
 * find too few synthetic defects in them, scores the calibration images, and tests the result on synthetic defects in
 * those.
 */
export async function calibrateDetectors(
  learned: TrainedDetectors & Pick<AnomalyModel, "target">,
  split: NormalSplit,
  { device, seed, onProgress, signal }: CalibrateDetectorsOptions,
): Promise<AnomalyModel> {
  const { training, scale, calibration, calibrationGroups } = split;
  const defects = defectCountsOf(split);
  const runner = detectorRunner(learned, device);
  let done = 0;
  const measureChunk = async (values: Float32Array, count: number, memory: AnomalyModel["memory"]) => {
    signal?.throwIfAborted();
    const measured = await runner.measure(values, count, memory);
    onProgress?.((done += count));
    return measured.map(({ scores }) => scores);
  };
  const measure = async (set: Dataset, memory: AnomalyModel["memory"]): Promise<DetectorOutputs["scores"][]> => {
    const all: DetectorOutputs["scores"][] = [];
    await forEachChunk(set, async (values, count) => all.push(...(await measureChunk(values, count, memory))));
    return all;
  };
  const measureDefects = async (set: Dataset, total: number, memory: AnomalyModel["memory"]) => {
    const scores: DetectorOutputs["scores"][] = [];
    const sizes: number[] = [];
    for (let from = 0; from < total; from += chunkSize) {
      const indices = Array.from({ length: Math.min(chunkSize, total - from) }, (_, at) => (from + at) % set.count);
      const drawn = await drawDefectiveImages(set, indices, { seed, from });
      scores.push(...(await measureChunk(drawn.values, indices.length, memory)));
      sizes.push(...drawn.sizes);
    }
    return { scores, sizes };
  };
  try {
    const built = await buildMemory(runner, training, learned.detectors, seed, () => onProgress?.(done));
    const normal = await measure(scale, built);
    const scales = detectorScales(normal);
    const isTested = learned.detectors.some((part) => !isGlobalDetector(part));
    const defective = isTested ? await measureDefects(scale, defects.selection, built) : { scores: [] };
    const rejected = rejectedDetectors(learned.detectors, normal, defective.scores);
    const kept = withoutDetectors({ ...learned, memory: built }, rejected);
    const memory = await extendMemory(runner, kept.memory, scale); // with the memory that new images are scored with
    const fused = (scores: DetectorOutputs["scores"]) => fuseScores(scores, { ...kept, scales }).score;
    const all = { ...built, ...memory }; // of rejected ones, too: the runner measures all
    const scores = Float32Array.from((await measure(calibration, all)).map(fused));
    const model = {
      ...kept,
      memory,
      rejected,
      scales,
      calibration: scores,
      ...(calibrationGroups && { calibrationGroups }),
    };
    const counts = { training: training.count, scale: scale.count };
    if (!kept.detectors.some((part) => !isGlobalDetector(part))) return { ...model, counts };
    const test = await measureDefects(calibration, defects.test, all);
    return { ...model, counts, selfTest: selfTest(model, test.scores.map(fused), test.sizes) };
  } finally {
    runner.dispose();
  }
}

/**
 * Returns the local detectors that tell synthetic defects from normal images badly, or less than half as well as the best
 * one: their noise would hide what the others say. Never returns all detectors.
 */
function rejectedDetectors(
  detectors: readonly AnomalyDetector[],
  normal: readonly DetectorOutputs["scores"][],
  defective: readonly DetectorOutputs["scores"][],
): readonly AnomalyDetector[] {
  const scoresOf = (part: AnomalyDetector, all: readonly DetectorOutputs["scores"][]) => all.map((one) => one[part]!);
  const local = detectors
    .filter((part) => !isGlobalDetector(part))
    .map((part) => ({ part, auc: rocAuc(scoresOf(part, normal), scoresOf(part, defective)).auc }));
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
  { calibration, calibrationGroups }: Pick<AnomalyModel, "calibration" | "calibrationGroups">,
  scores: readonly number[],
  sizes: readonly number[],
): SelfTest {
  const { lowestRate } = conformalThreshold(calibration, testRate, calibrationGroups);
  const rate = Math.max(testRate, lowestRate);
  const { threshold } = conformalThreshold(calibration, rate, calibrationGroups);
  return { rate, defects: defectTests(scores.map(Math.fround), sizes, threshold) };
}

/** Computes median and upper spread per detector: false alarms are made by the upper tail alone. */
function detectorScales(measured: readonly DetectorOutputs["scores"][]): Record<AnomalyDetector, DetectorScale> {
  const scales = anomalyDetectors.map((part): [AnomalyDetector, DetectorScale] => {
    const rising = measured.map((scores) => scores[part] ?? 0).sort((a, b) => a - b);
    const median = (rising[(rising.length - 1) >> 1] + rising[rising.length >> 1]) / 2;
    const excess = rising.reduce((sum, value) => sum + Math.max(0, value - median), 0) / (rising.length / 2);
    return [part, { median, std: excess / normalExcess || 1 }];
  });
  return Object.fromEntries(scales) as Record<AnomalyDetector, DetectorScale>;
}
