import type { Device } from "../device/index.ts";
import type { Features, PictureSet } from "../feature/index.ts";
import { chunkSize } from "./anomaly-memory.ts";
import type { AnomalyModel, FeedbackVerdict, PictureFeedback } from "./anomaly-model.ts";
import { requireBackbone, type Backbone } from "./backbone.ts";
import { compareWithMemory } from "./compare-with-memory.ts";
import { detectorRunner } from "./detector-runner.ts";
import { readChunk } from "./image-chunk.ts";
import { evidenceDetectors, type ImageEvidence } from "./image-evidence.ts";
import { pictureHash } from "./picture-hash.ts";
import { fusedScore, requireFit } from "./score-anomalies.ts";

/** Options of {@link judgePictures}. */
export interface JudgePicturesOptions {
  readonly device: Device;
  /** Network of a model that was fitted with one. Default: none. */
  readonly backbone?: Backbone;
  /** Verdict about all of the images. */
  readonly verdict: FeedbackVerdict;
  /** Time of the verdict, ISO 8601. */
  readonly date: string;
  /** Returns the name of an image. Default: its number. */
  readonly nameOf?: (index: number) => string;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Signal that cancels the work. */
  readonly signal?: AbortSignal;
}

/**
 * Records a verdict about images: what the detectors of a model see in them, for {@link withFeedback}. The model itself is
 * not changed.
 *
 * @param pictures - images of the model's size and channels, and for `tiles` the full pictures.
 * @returns one entry per image, in order.
 * @throws OmakaseError `option` for images of another shape, or without the network that the model was fitted with.
 *
 * @example
 * ```ts
 * const model = await anomaly.fitAnomalyModel(sushi, { device, target: "novelty" });
 * const fine = await anomaly.judgePictures(model, sushi, { device, verdict: "accepted", date: "2026-12-02T10:00:00.000Z" });
 * const taught = anomaly.withFeedback(model, fine);
 * const scores = await anomaly.scoreAnomalies(taught, sushi, { device }); // none is higher than before
 * ```
 */
export async function judgePictures(
  model: AnomalyModel,
  pictures: PictureSet,
  { device, backbone, verdict, date, nameOf = String, onProgress, signal }: JudgePicturesOptions,
): Promise<PictureFeedback[]> {
  requireFit(model, pictures);
  requireBackbone(model, backbone);
  const runner = detectorRunner(model, { device, backbone });
  const parts = evidenceDetectors(model);
  try {
    const judged: PictureFeedback[] = [];
    for (let from = 0; from < pictures.count; from += chunkSize) {
      signal?.throwIfAborted();
      const indices = Array.from({ length: Math.min(chunkSize, pictures.count - from) }, (_, at) => from + at);
      const images = await readChunk(pictures, indices);
      for (const [at, seen] of (await runner.observe(images, parts)).entries()) {
        const hash = await pictureHash(model, images, at);
        judged.push({ verdict, name: nameOf(from + at), date, hash, evidence: copyEvidence(seen) });
      }
      onProgress?.({ done: judged.length, total: pictures.count });
    }
    return judged;
  } finally {
    runner.dispose();
  }
}

/** Copies the features out of the buffer that some images share. */
function copyEvidence({ features, ...rest }: ImageEvidence): ImageEvidence {
  const copied = Object.entries(features).map(([part, { values, count, width }]: [string, Features]) => [
    part,
    { values: values.slice(), count, width },
  ]);
  return { ...rest, features: Object.fromEntries(copied) as ImageEvidence["features"] };
}

/**
 * Returns a model with feedback in place of any that it had. Accepted images join the memory of each detector as a second
 * one, and spots that look like theirs no longer count for networks, so no score rises and false alarms can only become
 * fewer. Missed images lower the threshold of {@link anomalyThreshold}. Everything that was fitted stays as it is: without
 * entries the result is the fitted model.
 *
 * @param feedback - entries of {@link judgePictures}. Of two about the same image the later one in the list counts.
 *
 * @example
 * ```ts
 * const model = await anomaly.fitAnomalyModel(sushi, { device, target: "novelty" });
 * anomaly.withFeedback(model, []).feedback; // undefined
 * ```
 */
export function withFeedback(model: AnomalyModel, feedback: readonly PictureFeedback[]): AnomalyModel {
  const { feedback: _, ...fitted } = model;
  const last = new Map<string, PictureFeedback>();
  for (const one of feedback) {
    last.delete(one.hash);
    last.set(one.hash, one);
  }
  return last.size > 0 ? { ...fitted, feedback: [...last.values()] } : fitted;
}

/** Scores images by their evidence, with the feedback of the model. */
export function scoreEvidence(model: AnomalyModel, evidence: readonly ImageEvidence[]): number[] {
  if (evidence.length === 0) return [];
  return compareWithMemory(model)(evidence).map(({ scores }) => fusedScore(model, scores));
}
