import { type Dataset } from "../dataset/index.ts";
import type { Device, Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { chunkSize } from "./anomaly-memory.ts";
import { calibratedImages, calibrateDetectors } from "./calibrate-detectors.ts";
import { trainDetectors, isTrainedDetector, type TrainedDetector } from "./train-detectors.ts";
import type { AnomalyDetector, AnomalyModel, AnomalyTarget } from "./anomaly-model.ts";
import { detectorRunner, type TrainedDetectors } from "./detector-runner.ts";
import { drawDefectiveImages } from "./self-test.ts";
import { splitNormalImages, type NormalSplit } from "./split-normal-images.ts";
import { anomalyText } from "../text/index.ts";

/** Smallest number of images, or of their groups, for the three-way split. */
const minImages = 20;

/** Default number of training images of the defect network, with repetition. */
export const defaultDefectTrainingPictures = 90_000;

/** Options of {@link fitAnomalyModel}. */
export interface FitAnomalyModelOptions {
  readonly device: Device;
  /** Seed of the split, the networks and the synthetic defects. Default 1. */
  readonly seed?: number;
  /**
   * Training images of the defect network, with repetition; the autoencoder gets 0.4 of that. Default {@link
   * defaultDefectTrainingPictures}: eleven minutes on one core at 64 px.
   */
  readonly pictures?: number;
  /** Channels of the networks at half resolution. Default 16. */
  readonly features?: number;
  /**
   * Returns the seconds left until the model is to be there, memory, calibration and tests included: training shortens
   * its schedule to keep them, and is left out where nothing is left for it. 0 ends training at once. Default: no limit.
   */
  readonly secondsLeft?: () => number;
  /** Target. Default `any`. */
  readonly target?: AnomalyTarget;
  /**
   * Detectors that contribute, unless they find too few synthetic defects in held-out images. Default for `novelty`:
   * `colours` and `edges`, for grey images `layout` and `edges`, which need no training; otherwise also `patches`, which
   * needs none either, and `defects`; for `any` and grey images also `colours`.
   */
  readonly detectors?: readonly AnomalyDetector[];
  /**
   * Number of the group of each image, `[count]`, such as the photographs of one part. Groups stay together in every split,
   * and the false-alarm rate is promised for images of new groups. Default: each image is its own group.
   */
  readonly groups?: ArrayLike<number>;
  /** Callback with a complete model of the detectors that need no training, before the others are trained. */
  readonly onFirstModel?: (model: AnomalyModel) => Promise<void>;
  /** Callback of each phase; `done` and `total` count images. */
  readonly onProgress?: (phase: FitPhase, done: number, total: number) => void;
  /** Signal that cancels the work. */
  readonly signal?: AbortSignal;
}

/** Phase of {@link fitAnomalyModel}: training of a detector, or memory, scales, threshold and tests. */
export type FitPhase = TrainedDetector | "calibration";

/**
 * Default detectors by target and channels: where there are colours, these separate kinds of objects better than the
 * layout does.
 */
const defaultDetectors = {
  novelty: { 1: ["layout", "edges"], 3: ["colours", "edges"] },
  defects: { 1: ["layout", "edges", "patches", "defects"], 3: ["colours", "edges", "patches", "defects"] },
  any: { 1: ["layout", "edges", "colours", "patches", "defects"], 3: ["colours", "edges", "patches", "defects"] },
} as const satisfies Record<AnomalyTarget, Record<1 | 3, readonly AnomalyDetector[]>>;

/**
 * Fits an anomaly detector to normal images alone. It splits them at random: 60 % train the detectors, 10 % set the
 * scale of the raw scores and then join the memory, 30 % calibrate the threshold (`conformalThreshold`). Synthetic defects
 * in held-out images reject detectors that have not learned, and test the result (`selfTest`).
 *
 * @param dataset - normal images, at least 20, 16 px or larger, a power of 2.
 * @param options - device, target, detectors, groups, training budget, seed, progress and cancellation.
 * @returns plain data for {@link scoreAnomalies}, with one calibration score per held-out image.
 * @throws OmakaseError `source` for fewer images or groups; `option` for another size.
 */
export async function fitAnomalyModel(dataset: Dataset, options: FitAnomalyModelOptions): Promise<AnomalyModel> {
  const { device, seed = 1, pictures = defaultDefectTrainingPictures, features = 16, target = "any" } = options;
  const { groups, signal, secondsLeft = () => Infinity, onFirstModel, onProgress } = options;
  const detectors = options.detectors ?? defaultDetectors[target][dataset.channels];
  requireEnough(dataset, groups);
  const split = splitNormalImages(dataset, seed, groups);
  const shape = { picture: { size: dataset.size, channels: dataset.channels }, features, target };
  const total = calibratedImages(split);
  const finish = (parts: readonly AnomalyDetector[], weights: Weights) =>
    calibrateDetectors({ ...shape, detectors: parts, weights }, split, {
      ...{ device, seed, signal },
      onProgress: (done) => onProgress?.("calibration", done, total),
    });
  const fast = detectors.filter((part) => !isTrainedDetector(part));
  const slow = detectors.filter(isTrainedDetector);
  if (slow.length === 0) return finish(detectors, new Map());
  const before = secondsLeft();
  const first = fast.length > 0 && (onFirstModel || before < Infinity) ? await finish(fast, new Map()) : undefined;
  if (first) await onFirstModel?.(first);
  const fastSeconds = first && before < Infinity ? before - secondsLeft() : 0;
  if (first && secondsLeft() < fastSeconds) return first;
  const weights = await trainDetectors(split.training, {
    ...{ ...options, features, pictures, seed, detectors },
    secondsAfter: async (learned) =>
      fastSeconds + (await secondsToMeasure({ ...shape, detectors: slow, weights: learned }, split, options)),
  });
  return finish(detectors, weights);
}

/**
 * Estimates the seconds that reading, synthetic defects and trained detectors take for all images of the calibration; 0
 * without a time limit.
 */
async function secondsToMeasure(
  learned: TrainedDetectors,
  split: NormalSplit,
  { device, secondsLeft }: FitAnomalyModelOptions,
): Promise<number> {
  if (!secondsLeft || !(secondsLeft() > 0 && secondsLeft() < Infinity)) return 0;
  const runner = detectorRunner(learned, device);
  try {
    const count = Math.min(chunkSize, split.training.count);
    const indices = Array.from({ length: count }, (_, at) => at);
    const times = [secondsLeft()];
    for (let round = 0; round < 2; round++) {
      const { values } = await drawDefectiveImages(split.training, indices, { seed: 1, from: 0 });
      await runner.measure(values, count, {});
      times.push(secondsLeft());
    }
    const [first, second] = [times[0] - times[1], times[1] - times[2]]; // the first one compiles
    return first + (second * calibratedImages(split)) / count;
  } finally {
    runner.dispose();
  }
}

function requireEnough({ name, count, size }: Dataset, groups?: ArrayLike<number>): void {
  if (count < minImages)
    throw new OmakaseError("source", {
      where: name,
      ...anomalyText.fitAnomalyModel.tooFewPictures({ minImages, count }),
    });
  const groupCount = groups && new Set(Array.from(groups)).size;
  if (groupCount !== undefined && groupCount < minImages)
    throw new OmakaseError("source", {
      where: name,
      ...anomalyText.fitAnomalyModel.tooFewGroups({ minImages, count: groupCount }),
    });
  if (size < 16 || !Number.isInteger(Math.log2(size)))
    throw new OmakaseError("option", { where: "size", ...anomalyText.fitAnomalyModel.size({ size }) });
}
