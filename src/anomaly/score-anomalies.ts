import type { Device } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import type { PictureSet } from "../feature/index.ts";
import { requireBackbone, type Backbone } from "./backbone.ts";
import { compareWithMemory, type DetectorOutputs } from "./compare-with-memory.ts";
import { conformalPValue, type ConformalThreshold } from "./conformal-threshold.ts";
import { fuseScores, scoreAsKind, detectorsOfKind, zScore } from "./fuse-scores.ts";
import { evidenceDetectors } from "./image-evidence.ts";
import { pictureHash } from "./picture-hash.ts";
import { resizeMap, type AnomalyMap } from "./anomaly-map.ts";
import { readChunk } from "./image-chunk.ts";
import type { AnomalyKind, AnomalyModel, AnomalyDetector, FeedbackVerdict } from "./anomaly-model.ts";
import { detectorRunner } from "./detector-runner.ts";
import { chunkSize } from "./anomaly-memory.ts";
import { anomalyText } from "../text/index.ts";

/** Anomaly score of an image. */
export interface AnomalyScore {
  /**
   * Fused score in standard deviations: 0 is usual for a normal image, larger is more anomalous; see
   * {@link fuseScores}.
   */
  readonly score: number;
  /**
   * Conformal p-value: probability that a normal image scores at least as high, 1 / (n + 1) … 1, for n calibration
   * images.
   */
  readonly pValue: number;
  /** Score of each detector, in standard deviations of normal images from their median. */
  readonly detectorScores: Partial<Record<AnomalyDetector, number>>;
  /** Kind of anomaly behind most of the score: a defect (local detectors) or a novelty (global detectors). */
  readonly kind: AnomalyKind;
  /**
   * Anomaly map in the unit of `score`, from the detectors of `kind`: its peak is about the score. It covers the whole
   * picture, `[size, size]`, or with the detector `tiles` in the picture's shape, with one value per 8 px or more;
   * `resizeMap` enlarges it.
   */
  readonly map: AnomalyMap;
  /** Score by the fitted model alone, without feedback: the same or higher. */
  readonly fittedScore: number;
  /** Verdict of the owner of the model about this very image; undefined without one. */
  readonly verdict?: FeedbackVerdict;
}

/** Options of {@link scoreAnomalies}. */
export interface ScoreAnomaliesOptions {
  readonly device: Device;
  /** Network of a model that was fitted with one. Default: none. */
  readonly backbone?: Backbone;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Signal that cancels the work. */
  readonly signal?: AbortSignal;
}

/**
 * Scores images with a fitted anomaly detector.
 *
 * @param model - result of {@link fitAnomalyModel}.
 * @param pictures - images of the model's size and channels, and for `tiles` the full pictures.
 * @param options - device, progress and cancellation.
 * @returns one score per image, in order.
 * @throws OmakaseError `option` for images of another shape, or without the network that the model was fitted with.
 */
export async function scoreAnomalies(
  model: AnomalyModel,
  pictures: PictureSet,
  { device, backbone, onProgress, signal }: ScoreAnomaliesOptions,
): Promise<AnomalyScore[]> {
  requireFit(model, pictures);
  requireBackbone(model, backbone);
  const { feedback = [] } = model;
  const verdicts = new Map(feedback.map(({ hash, verdict }) => [hash, verdict]));
  const compare = compareWithMemory(model);
  const compareFitted = feedback.length > 0 ? compareWithMemory({ ...model, feedback: [] }) : undefined;
  const parts = feedback.length > 0 ? evidenceDetectors(model) : undefined;
  const runner = detectorRunner(model, { device, backbone });
  try {
    const found: AnomalyScore[] = [];
    for (let from = 0; from < pictures.count; from += chunkSize) {
      signal?.throwIfAborted();
      const indices = Array.from({ length: Math.min(chunkSize, pictures.count - from) }, (_, at) => from + at);
      const images = await readChunk(pictures, indices);
      const evidence = await runner.observe(images, parts);
      const fitted = compareFitted?.(evidence).map(({ scores }) => fusedScore(model, scores));
      for (const [at, outputs] of compare(evidence, images.values).entries()) {
        const scored = anomalyScoreOf(model, outputs);
        const verdict = verdicts.size > 0 ? verdicts.get(await pictureHash(model, images, at)) : undefined;
        found.push({ ...scored, fittedScore: fitted?.[at] ?? scored.score, ...(verdict && { verdict }) });
      }
      onProgress?.({ done: found.length, total: pictures.count });
    }
    return found;
  } finally {
    runner.dispose();
  }
}

/**
 * Returns whether an image is an outlier: whether its score is above the threshold. What the owner of the model said about
 * this very image has priority.
 */
export function isOutlier(
  { score, verdict }: Pick<AnomalyScore, "score" | "verdict">,
  { threshold }: Pick<ConformalThreshold, "threshold">,
): boolean {
  return verdict ? verdict === "missed" : score > threshold;
}

/** Fuses raw scores in float32, like the calibration scores: equal images must give equal numbers. */
export function fusedScore(model: AnomalyModel, scores: DetectorOutputs["scores"]): number {
  return Math.fround(fuseScores(scores, model).score);
}

function anomalyScoreOf(
  model: AnomalyModel,
  { scores, maps }: DetectorOutputs,
): Omit<AnomalyScore, "fittedScore" | "verdict"> {
  const { detectors, scales, picture } = model;
  const score = fusedScore(model, scores);
  const { kind } = fuseScores(scores, model);
  return {
    score,
    pValue: conformalPValue(model.calibration, score, model.calibrationGroups),
    detectorScores: Object.fromEntries(detectors.map((part) => [part, zScore(scores[part]!, scales[part])])),
    kind,
    map: fuseMaps(model, kind, maps, picture.size),
  };
}

/** Applies the formula of the score at every pixel, or at every part of a cell of `tiles`. */
function fuseMaps(model: AnomalyModel, kind: AnomalyKind, maps: DetectorOutputs["maps"], side: number): AnomalyMap {
  const cells = maps.tiles ?? { width: side, height: side };
  const times = Math.ceil(side / Math.max(cells.width, cells.height));
  const [width, height] = [cells.width * times, cells.height * times];
  const selectedMaps = detectorsOfKind(kind, model.detectors).map(
    (part) => [part, resizeMap(maps[part]!, width, height).values] as const,
  );
  const values = Float32Array.from({ length: width * height }, (_, at) =>
    scoreAsKind(kind, Object.fromEntries(selectedMaps.map(([part, map]) => [part, map[at]])), model),
  );
  return { values, width, height };
}

/** Requires images of the shape of a model. */
export function requireFit({ picture }: AnomalyModel, { size, channels }: PictureSet): void {
  if (size !== picture.size || channels !== picture.channels)
    throw new OmakaseError("option", {
      where: "pictures",
      ...anomalyText.scoreAnomalies.wrongShape({
        size: picture.size,
        channels: picture.channels,
        gotSize: size,
        gotChannels: channels,
      }),
    });
}
