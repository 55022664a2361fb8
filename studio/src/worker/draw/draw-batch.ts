import {
  renderCandidates,
  sampleAttributes,
  identifyDesign,
  random,
  type AttributeConstraint,
  type Candidate,
  type Random,
  type Rarity,
} from "omakase/studio";
import type { AnomalyScoring } from "./anomaly-scoring.ts";
import type { NoiseSetting, DrawRequest } from "./draw-request.ts";
import type { LoadedRun } from "../run-cache.ts";
import { pixelsFromPicture, type RenderedPicture } from "../rendered-picture.ts";

/** Sampled picture. */
export interface SampledPicture extends RenderedPicture {
  /** Rarity; undefined for models without attributes. */
  readonly rarity?: Rarity;
  /** Anomaly score relative to the model's usual samples, > 1: broken; present only on request. */
  readonly anomalyScore?: number;
}

/** Result of a draw. */
export interface DrawResult {
  readonly pictures: readonly SampledPicture[];
  /** Number of pictures drawn to find those shown. */
  readonly attempts: number;
}

/** Progress of a draw. */
export interface DrawProgress {
  /** The pictures found so far. */
  readonly pictures: readonly SampledPicture[];
  /** Number of pictures drawn so far. */
  readonly attempts: number;
}

/** Listener for the progress of a draw. */
export type DrawProgressListener = (progress: DrawProgress) => void;

/** Maximum number of pictures drawn per request that filters them, by filter. */
const maxAttempts = { normal: 120, anomalous: 480 } as const;
const batchSize = 16;

/** Draws a request; equal pictures come once. A slow device draws one picture after the other, so that each is seen at once. */
export async function drawBatch(
  ready: LoadedRun,
  request: DrawRequest,
  breakage: AnomalyScoring,
  onProgress?: DrawProgressListener,
): Promise<DrawResult> {
  const { rarity } = ready;
  const { count, anomalyFilter, truncation } = request;
  const scorer = anomalyFilter === "all" ? undefined : breakage.scorerOf(ready);
  await scorer?.fitted;
  const passes = (anomalyScore: number): boolean => anomalyScore > 1 === (anomalyFilter === "anomalous");
  const pictures = new Map<string, SampledPicture>();
  const limit = anomalyFilter === "all" ? count : maxAttempts[anomalyFilter];
  let attempts = 0;
  while (pictures.size < count && attempts < limit) {
    const wanted = scorer ? batchSize : ready.isSlow ? 1 : count - attempts;
    const candidates = Array.from({ length: wanted }, (_, at) => sampleCandidate(ready, request, attempts + at));
    // read here, not before the loop: a faster device may replace it meanwhile
    const drawings = await renderCandidates(ready.sampler, candidates, { truncation });
    const anomalyScore = scorer && (await scorer.score(drawings.map(({ picture }) => picture)));
    drawings.forEach(({ picture, recipe }, at) => {
      if (pictures.size === count || (anomalyScore && !passes(anomalyScore[at]))) return;
      const candidate = candidates[at];
      pictures.set(candidate.id, {
        candidate,
        recipe,
        pixels: pixelsFromPicture(picture),
        rarity: rarity(candidate.values),
        ...(anomalyScore && { anomalyScore: anomalyScore[at] }),
      });
    });
    attempts += wanted;
    onProgress?.({ pictures: [...pictures.values()], attempts });
    if (ready.isSlow) {
      void ready.accelerate();
      await new Promise((done) => setTimeout(done)); // the fast device gets on, and other requests are heard
    }
  }
  const found = [...pictures.values()];
  if (anomalyFilter === "anomalous") found.sort((a, b) => b.anomalyScore! - a.anomalyScore!);
  return { pictures: found, attempts };
}

/** Samples the candidate of a request by its number. */
function sampleCandidate(
  { sampler, designSpace }: LoadedRun,
  { seed, attributeSettings: conditions, noise, truncation }: Omit<DrawRequest, "count" | "anomalyFilter">,
  at: number,
): Candidate {
  const { latent, attributes } = designSpace;
  const stream = random(seed, "draw", at);
  const chance = noise ? mixNoise(noise, stream) : stream.normals(latent);
  if (truncation !== 1) chance.forEach((value, axis) => (chance[axis] = value * truncation));
  const fixed = new Map<string, AttributeConstraint>();
  attributes?.tags.forEach(({ name, kind }, tag) => {
    const condition = conditions[tag];
    if (typeof condition === "number") fixed.set(name, kind === "number" ? condition : [condition]);
  });
  const drawn =
    attributes && sampleAttributes(attributes, sampler.trained.examples!, seed, 1, { first: at, conditions: fixed });
  const values = drawn?.map(([value], tag) => (conditions[tag] === "off" ? Number.NaN : value)) ?? [];
  return identifyDesign({ values, latent: chance });
}

/** Replaces a part of the noise by new noise; keeps its norm, as the model knows no longer vectors. */
function mixNoise({ latent, noiseAmount }: NoiseSetting, fresh: Random): Float32Array {
  if (noiseAmount === 0) return Float32Array.from(latent);
  const other = fresh.normals(latent.length);
  const [keptShare, freshShare] = [Math.sqrt(1 - noiseAmount ** 2), noiseAmount];
  return other.map((value, axis) => keptShare * latent[axis] + freshShare * value);
}
