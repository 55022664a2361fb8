import type { Device } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import type { PictureSet } from "../feature/index.ts";
import { fuseScores, scoreAsKind, detectorsOfKind, zScore } from "./fuse-scores.ts";
import { conformalPValue } from "./conformal-threshold.ts";
import { resizeMap, type AnomalyMap } from "./anomaly-map.ts";
import { readChunk } from "./image-chunk.ts";
import type { AnomalyKind, AnomalyModel, AnomalyDetector } from "./anomaly-model.ts";
import { detectorRunner, type DetectorOutputs } from "./detector-runner.ts";
import { chunkSize } from "./anomaly-memory.ts";
import { anomalyText } from "../text/index.ts";

/** Anomaly score of an image. */
export interface AnomalyScore {
  /**
   * Fused score in standard deviations: 0 is usual for a normal image, larger is more anomalous; see {@link
   * fuseScores}.
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
}

/** Options of {@link scoreAnomalies}. */
export interface ScoreAnomaliesOptions {
  readonly device: Device;
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
 * @throws OmakaseError `option` for images of another shape.
 */
export async function scoreAnomalies(
  model: AnomalyModel,
  pictures: PictureSet,
  { device, onProgress, signal }: ScoreAnomaliesOptions,
): Promise<AnomalyScore[]> {
  requireFit(model, pictures);
  const runner = detectorRunner(model, device);
  try {
    const found: AnomalyScore[] = [];
    for (let from = 0; from < pictures.count; from += chunkSize) {
      signal?.throwIfAborted();
      const indices = Array.from({ length: Math.min(chunkSize, pictures.count - from) }, (_, at) => from + at);
      const measured = await runner.measure(await readChunk(pictures, indices), model.memory);
      found.push(...measured.map((one) => anomalyScoreOf(model, one)));
      onProgress?.({ done: found.length, total: pictures.count });
    }
    return found;
  } finally {
    runner.dispose();
  }
}

function anomalyScoreOf(model: AnomalyModel, { scores, maps }: DetectorOutputs): AnomalyScore {
  const { detectors, scales, picture } = model;
  const { score: exact, kind } = fuseScores(scores, model);
  // in float32 like the calibration scores: equal images must give equal numbers
  const score = Math.fround(exact);
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

function requireFit({ picture }: AnomalyModel, { size, channels }: PictureSet): void {
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
