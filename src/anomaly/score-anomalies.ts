import type { Device } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import type { PictureSet } from "../feature/index.ts";
import { fuseScores, scoreAsKind, detectorsOfKind, zScore } from "./fuse-scores.ts";
import { conformalPValue } from "./conformal-threshold.ts";
import { resizeMap, type AnomalyMap } from "./anomaly-map.ts";
import type { AnomalyKind, AnomalyModel, AnomalyDetector } from "./anomaly-model.ts";
import { detectorRunner, type DetectorOutputs } from "./detector-runner.ts";

/** How odd a picture is. */
export interface AnomalyScore {
  /** 0 is usual for a normal picture, and larger is odder, in standard deviations; see {@link fuseScores}. */
  readonly score: number;
  /** The chance that a normal picture gets at least this score, 1 / (n + 1) … 1, with n calibration pictures. */
  readonly pValue: number;
  /** What each part says, in standard deviations of normal pictures from their mean. */
  readonly detectorScores: Partial<Record<AnomalyDetector, number>>;
  /** What the score tells of: a flaw (the parts that look at places), or another kind of thing (the parts for the whole). */
  readonly kind: AnomalyKind;
  /**
   * Where it is odd as the score says it is, a value for every pixel in the same unit: that of the parts that the score
   * is of (`kind`), so that the oddest place is about as odd as the picture.
   */
  readonly map: AnomalyMap;
}

/** See {@link scoreAnomalies}. */
export interface ScoreAnomaliesOptions {
  readonly device: Device;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/**
 * Says how odd pictures are beside the normal ones that a model knows.
 *
 * @param pictures - of the model's size and channels.
 * @throws OmakaseError `option` for pictures of another shape.
 */
export async function scoreAnomalies(
  model: AnomalyModel,
  pictures: PictureSet,
  { device, onProgress, signal }: ScoreAnomaliesOptions,
): Promise<AnomalyScore[]> {
  requireFit(model, pictures);
  const measurer = detectorRunner(model, device);
  try {
    const found: AnomalyScore[] = [];
    for (let from = 0; from < pictures.count; from += 64) {
      signal?.throwIfAborted();
      const indices = Array.from({ length: Math.min(64, pictures.count - from) }, (_, at) => from + at);
      const measured = await measurer.measure(await pictures.batch(indices), indices.length, model.memory);
      found.push(...measured.map((one) => anomalyScoreOf(model, one)));
      onProgress?.({ done: found.length, total: pictures.count });
    }
    return found;
  } finally {
    measurer.dispose();
  }
}

function anomalyScoreOf(model: AnomalyModel, { scores, maps }: DetectorOutputs): AnomalyScore {
  const { detectors, scales, picture } = model;
  const { score: exact, kind } = fuseScores(scores, model);
  // as floats, as the calibration scores are kept: a picture of these must get their very number
  const score = Math.fround(exact);
  return {
    score,
    pValue: conformalPValue(model.calibration, score),
    detectorScores: Object.fromEntries(detectors.map((part) => [part, zScore(scores[part]!, scales[part])])),
    kind,
    map: fuseMaps(model, kind, maps, picture.size),
  };
}

/** The score's own formula, at every place. */
function fuseMaps(model: AnomalyModel, kind: AnomalyKind, maps: DetectorOutputs["maps"], side: number): AnomalyMap {
  const own = detectorsOfKind(kind, model.detectors).map(
    (part) => [part, resizeMap(maps[part]!, side).values] as const,
  );
  const values = Float32Array.from({ length: side ** 2 }, (_, at) =>
    scoreAsKind(kind, Object.fromEntries(own.map(([part, map]) => [part, map[at]])), model),
  );
  return { values, side };
}

function requireFit({ picture }: AnomalyModel, { size, channels }: PictureSet): void {
  if (size !== picture.size || channels !== picture.channels)
    throw new OmakaseError("option", {
      where: "pictures",
      expected: {
        ja: `${picture.size} px、${picture.channels} チャンネルの絵`,
        en: `pictures of ${picture.size} px with ${picture.channels} channels`,
      },
      got: { ja: `${size} px、${channels} チャンネル`, en: `${size} px with ${channels}` },
      remedy: { ja: "同じ形で開いてください", en: "Open them in that shape" },
    });
}
