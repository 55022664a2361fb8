import { type Dataset } from "../dataset/index.ts";
import type { Device } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { buildMemory, extendMemory, forEachChunk } from "./anomaly-memory.ts";
import { estimateFinishingTime } from "./estimate-finishing-time.ts";
import { fuseScores } from "./fuse-scores.ts";
import { trainDetectors } from "./train-detectors.ts";
import {
  anomalyDetectors,
  type AnomalyKind,
  type AnomalyModel,
  type AnomalyDetector,
  type DetectorScale,
} from "./anomaly-model.ts";
import { detectorRunner, type DetectorOutputs } from "./detector-runner.ts";
import { splitNormalImages } from "./split-normal-images.ts";
import { anomalyText } from "../text/index.ts";

/** Smallest number of images for the three-way split. */
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
   * Returns the seconds left until the model is to be there, memory and calibration included: training shortens its
   * schedule to keep them. 0 ends training at once. Default: no limit.
   */
  readonly secondsLeft?: () => number;
  /** Main target. Default `defects`, which also finds obvious novelties. */
  readonly target?: AnomalyKind;
  /**
   * Detectors that contribute. Default for `novelty`: `colours` and `edges`, for grey images `layout` and `edges`,
   * which need no training; for `defects`: `colours` and `defects`, for grey images `layout`, `edges` and `defects`.
   */
  readonly detectors?: readonly AnomalyDetector[];
  /** Callback during training; `done` and `total` count images. */
  readonly onProgress?: (part: AnomalyDetector, done: number, total: number) => void;
  /** Signal that cancels the work. */
  readonly signal?: AbortSignal;
}

/**
 * Default detectors by target and channels: where there are colours, these separate kinds of objects better than the
 * layout does.
 */
const defaultDetectors = {
  novelty: { 1: ["layout", "edges"], 3: ["colours", "edges"] },
  defects: { 1: ["layout", "edges", "defects"], 3: ["colours", "defects"] },
} as const satisfies Record<AnomalyKind, Record<1 | 3, readonly AnomalyDetector[]>>;

/**
 * Fits an anomaly detector to normal images alone. It splits them at random: 60 % train the detectors, 10 % set the
 * scale of the raw scores and then join the memory, 30 % calibrate the threshold (`conformalThreshold`).
 *
 * @param dataset - normal images, at least 20, 16 px or larger, a power of 2.
 * @param options - device, target, detectors, training budget, seed, progress and cancellation.
 * @returns plain data for {@link scoreAnomalies}, with one calibration score per held-out image.
 * @throws OmakaseError `source` for fewer images; `option` for another size.
 */
export async function fitAnomalyModel(dataset: Dataset, options: FitAnomalyModelOptions): Promise<AnomalyModel> {
  const {
    device,
    seed = 1,
    pictures = defaultDefectTrainingPictures,
    features = 16,
    target = "defects",
    signal,
  } = options;
  const detectors = options.detectors ?? defaultDetectors[target][dataset.channels];
  requireEnough(dataset);
  const { training, scale, calibration } = splitNormalImages(dataset, seed);
  const shape = { picture: { size: dataset.size, channels: dataset.channels }, features, detectors };
  const learned = {
    ...shape,
    target,
    weights: await trainDetectors(training, {
      ...{ ...options, features, pictures, seed, detectors },
      secondsAfter: (weights) =>
        estimateFinishingTime({ ...shape, weights }, { training, scale, calibration }, options),
    }),
  };
  const runner = detectorRunner(learned, device);
  try {
    const learnedFrom = await buildMemory(runner, training, detectors, seed);
    const measure = async (set: Dataset, memory: AnomalyModel["memory"]): Promise<DetectorOutputs[]> => {
      const all: DetectorOutputs[] = [];
      await forEachChunk(set, async (values, count) => {
        signal?.throwIfAborted();
        all.push(...(await runner.measure(values, count, memory)));
      });
      return all;
    };
    const scales = detectorScales(await measure(scale, learnedFrom));
    const memory = await extendMemory(runner, learnedFrom, scale); // with the memory that new images are scored with
    const scores = (await measure(calibration, memory)).map(
      (measured) => fuseScores(measured.scores, { detectors, scales, target }).score,
    );
    return {
      ...learned,
      memory,
      counts: { training: training.count, scale: scale.count },
      scales,
      calibration: Float32Array.from(scores),
    };
  } finally {
    runner.dispose();
  }
}

/** Computes mean and standard deviation per detector. */
function detectorScales(measured: readonly DetectorOutputs[]): Record<AnomalyDetector, DetectorScale> {
  const scales = anomalyDetectors.map((part): [AnomalyDetector, DetectorScale] => {
    const values = measured.map(({ scores }) => scores[part] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return [part, { mean, std: Math.sqrt(variance) || 1 }];
  });
  return Object.fromEntries(scales) as Record<AnomalyDetector, DetectorScale>;
}

function requireEnough({ name, count, size }: Dataset): void {
  if (count < minImages)
    throw new OmakaseError("source", {
      where: name,
      ...anomalyText.fitAnomalyModel.tooFewPictures({ minImages, count }),
    });
  if (size < 16 || !Number.isInteger(Math.log2(size)))
    throw new OmakaseError("option", { where: "size", ...anomalyText.fitAnomalyModel.size({ size }) });
}
