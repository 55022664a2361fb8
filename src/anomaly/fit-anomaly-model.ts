import { type Dataset } from "../dataset/index.ts";
import type { Device, Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { chunkSize } from "./anomaly-memory.ts";
import { backboneSettings, isTextureDetector, type Backbone } from "./backbone.ts";
import { calibrateDetectors } from "./calibrate-detectors.ts";
import { drawDefectiveImages } from "./defective-images.ts";
import { maxFullSide } from "./image-tiles.ts";
import {
  joinMeasurements,
  measuredCounts,
  measureDetectors,
  type DetectorMeasurements,
  type MeasuredCounts,
  type MeasureDetectorsOptions,
} from "./measure-detectors.ts";
import { trainDetectors, isTrainedDetector, type TrainedDetector } from "./train-detectors.ts";
import type { AnomalyDetector, AnomalyModel, AnomalyTarget } from "./anomaly-model.ts";
import { detectorRunner, type TrainedDetectors } from "./detector-runner.ts";
import { splitNormalImages, type NormalSplit } from "./split-normal-images.ts";
import { anomalyText } from "../text/index.ts";

/** Smallest number of images, or of their groups, for the three-way split. */
export const minImages = 20;

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
   * its schedule to keep them, and fewer images take part in the rest; training is left out where nothing is left for it.
   * Default: no limit.
   */
  readonly secondsLeft?: () => number;
  /** Returns whether training is to end now; what was learned is calibrated and tested. Default: never. */
  readonly isStopped?: () => boolean;
  /** Target. Default `any`. */
  readonly target?: AnomalyTarget;
  /**
   * Detectors that contribute, unless they find too few synthetic defects in held-out images. Default for `novelty`:
   * `colours` and `edges`, for grey images `layout` and `edges`, which need no training; otherwise also `patches`, which
   * needs none either, and `defects`; for `any` and grey images also `colours`. `tiles` is only used where it is named.
   */
  readonly detectors?: readonly AnomalyDetector[];
  /**
   * Number of the group of each image, `[count]`, such as the photographs of one part. Groups stay together in every split,
   * and the false-alarm rate is promised for images of new groups. `findNearDuplicates` finds bursts. Default: each image is its own group.
   */
  readonly groups?: ArrayLike<number>;
  /**
   * Network of one's own whose features take the place of textures in `patches` and `tiles`, as in PatchCore (Roth et al.
   * 2022). It sees the full pictures. Default: none.
   */
  readonly backbone?: Backbone;
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
 * @param dataset - normal images, at least 20, 16 px or larger, a power of 2; opened with `fit: "stretch"`, nothing of an
 *   oblong picture is left out.
 * @param options - device, target, detectors, groups, training budget, seed, progress and cancellation.
 * @returns plain data for {@link scoreAnomalies}, with one calibration score per held-out image.
 * @throws OmakaseError `source` for fewer images or groups; `option` for another size, or a network that no detector uses.
 */
export async function fitAnomalyModel(dataset: Dataset, options: FitAnomalyModelOptions): Promise<AnomalyModel> {
  const { device, seed = 1, pictures = defaultDefectTrainingPictures, features = 16, target = "any" } = options;
  const { backbone, groups, signal, secondsLeft, onFirstModel, onProgress } = options;
  const detectors = options.detectors ?? defaultDetectors[target][dataset.channels];
  requireEnough(dataset, groups);
  if (backbone && !detectors.some(isTextureDetector)) throw unusedBackbone(detectors);
  const split = splitNormalImages(dataset, seed, groups);
  const picture = { size: dataset.size, channels: dataset.channels };
  const fullSide = fullSideOf(dataset, detectors, backbone);
  const shape = { picture, fullSide, features, target, ...(backbone && { backbone: backboneSettings(backbone) }) };
  const counts = measuredCounts(split, detectors);
  const measure = (parts: readonly AnomalyDetector[], weights: Weights, more: Partial<MeasureDetectorsOptions>) =>
    measureDetectors({ ...shape, detectors: parts, weights }, split, {
      ...{ device, backbone, seed, counts, secondsLeft, signal },
      onProgress: (done, total) => onProgress?.("calibration", done, total),
      ...more,
    });
  const assemble = (weights: Weights, measured: DetectorMeasurements) =>
    calibrateDetectors({ ...shape, weights }, measured, split.calibrationGroups);
  const fast = detectors.filter((part) => !isTrainedDetector(part));
  const slow = detectors.filter(isTrainedDetector);
  const given = secondsLeft?.() ?? Infinity;
  const share = slow.length === 0 ? 1 : fastShare;
  const fastLeft = secondsLeft && (() => secondsLeft() - given * (1 - share));
  const quick = fast.length > 0 ? await measure(fast, new Map(), { secondsLeft: fastLeft }) : undefined;
  const first = quick && assemble(new Map(), quick);
  if (slow.length === 0) return first!;
  if (first) await onFirstModel?.(first);
  let needed = compileSeconds; // at least, to tell what was learned
  const isUp = () => secondsLeft !== undefined && secondsLeft() <= needed;
  if (first && isUp()) return first;
  const measuredBefore = quick ? countsOf(quick) : counts;
  const weights = await trainDetectors(split.training, {
    ...{ ...options, features, pictures, seed, detectors },
    async secondsAfter(learned) {
      const after = await secondsToMeasure({ ...shape, detectors: slow, weights: learned }, split, options);
      needed = after.setup;
      return after.setup + caution * after.perImage * Object.values(measuredBefore).reduce((sum, one) => sum + one, 0);
    },
  });
  if (first && isUp()) return first;
  const measured = await measure(slow, weights, { counts: measuredBefore });
  return assemble(weights, quick ? joinMeasurements(quick, measured) : measured);
}

/** Share of the time for the detectors that need no training, where others follow, 0–1. */
const fastShare = 0.4;
/** Seconds that training needs at least: its networks took 2.8 to compile, which cannot be cut short. */
const compileSeconds = 3;
/** Factor of the estimated seconds for measuring, as a busy machine may become slower. */
const caution = 1.15;

/** Returns the longest side at which full pictures are seen, px: by tiles at their own, else at that of the network. */
function fullSideOf(
  { count, size, originalSize }: Dataset,
  detectors: readonly AnomalyDetector[],
  backbone?: Backbone,
): number {
  if (!detectors.includes("tiles") && !backbone) return size;
  let longest = size;
  for (let at = 0; at < count; at++) longest = Math.max(longest, ...originalSize(at));
  return Math.min(longest, detectors.includes("tiles") ? maxFullSide : Math.max(size, backbone!.size));
}

function unusedBackbone(detectors: readonly AnomalyDetector[]): OmakaseError {
  return new OmakaseError("option", {
    where: "backbone",
    ...anomalyText.backbone.unused({ detectors: detectors.join(", ") }),
  });
}

/** Returns the numbers of images that were measured. */
function countsOf({ scale, selection, calibration, test }: DetectorMeasurements): MeasuredCounts {
  return {
    scale: scale.length,
    selection: selection.scores.length,
    calibration: calibration.length,
    test: test.scores.length,
  };
}

/** Measures the seconds that reading, synthetic defects and trained detectors take; 0 without a time limit. */
async function secondsToMeasure(
  learned: TrainedDetectors,
  split: NormalSplit,
  { device, backbone, secondsLeft }: FitAnomalyModelOptions,
): Promise<{ readonly setup: number; readonly perImage: number }> {
  if (!secondsLeft || !(secondsLeft() > 0 && secondsLeft() < Infinity)) return { setup: 0, perImage: 0 };
  const runner = detectorRunner(learned, { device, backbone });
  try {
    const count = Math.min(chunkSize, split.training.count);
    const indices = Array.from({ length: count }, (_, at) => at);
    const drawing = { seed: 1, from: 0, fullSide: learned.fullSide };
    const times = [secondsLeft()];
    for (let round = 0; round < 2; round++) {
      await runner.observe(await drawDefectiveImages(split.training, indices, drawing));
      times.push(secondsLeft());
    }
    const [first, second] = [times[0] - times[1], times[1] - times[2]]; // the first one compiles
    return { setup: first, perImage: second / count };
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
