import {
  renderCandidates,
  sampleAttributes,
  identifyDesign,
  random,
  type AttributeConstraint,
  type Candidate,
  type Random,
  type Rarity,
} from "omakase";
import type { AnomalyScoring } from "./anomaly-scoring.ts";
import type { NoiseSetting, DrawRequest } from "./draw-request.ts";
import type { LoadedRun } from "../run-cache.ts";
import { pixelsFromPicture, type RenderedPicture } from "../rendered-picture.ts";

/** A picture that was drawn by lot. */
export interface SampledPicture extends RenderedPicture {
  /** Of models with attributes. */
  readonly rarity?: Rarity;
  /** How far it is from what the model usually draws; 1 is where broken begins. Only where it was asked. */
  readonly anomalyScore?: number;
}

/** What came of an order. */
export interface DrawResult {
  readonly pictures: readonly SampledPicture[];
  /** How many were drawn to find them. */
  readonly attempts: number;
}

/** Told while it looks for pictures that pass. */
export type DrawProgressListener = (progress: { readonly found: number; readonly attempts: number }) => void;

/** More than these are not drawn in search of pictures that pass. */
const maxAttempts = { all: 20, normal: 120, anomalous: 480 } as const;
const batchSize = 16;

/** Draws an order. Pictures that would be twice the same come once. */
export async function drawBatch(
  ready: LoadedRun,
  request: DrawRequest,
  breakage: AnomalyScoring,
  onProgress?: DrawProgressListener,
): Promise<DrawResult> {
  const { rarity } = ready;
  const { count, anomalyFilter, truncation } = request;
  const scorer = anomalyFilter === "all" ? undefined : await breakage.scorerOf(ready);
  const passes = (anomalyScore: number): boolean => anomalyScore > 1 === (anomalyFilter === "anomalous");
  const pictures = new Map<string, SampledPicture>();
  let attempts = 0;
  while (pictures.size < count && attempts < maxAttempts[anomalyFilter]) {
    const wanted = scorer ? batchSize : count;
    const candidates = Array.from({ length: wanted }, (_, at) => sampleCandidate(ready, request, attempts + at));
    // not taken beforehand: a better device may have come in between
    const drawings = await renderCandidates(ready.sampler, candidates);
    const anomalyScore = scorer && (await scorer(drawings.map(({ picture }) => picture)));
    drawings.forEach(({ picture, recipe }, at) => {
      if (pictures.size === count || (anomalyScore && !passes(anomalyScore[at]))) return;
      const candidate = candidates[at];
      pictures.set(candidate.id, {
        candidate,
        recipe: truncation === 1 ? recipe : { ...recipe, truncation },
        pixels: pixelsFromPicture(picture),
        rarity: rarity(candidate.values),
        ...(anomalyScore && { anomalyScore: anomalyScore[at] }),
      });
    });
    attempts += wanted;
    onProgress?.({ found: pictures.size, attempts });
    if (!scorer) break;
  }
  const found = [...pictures.values()];
  if (anomalyFilter === "anomalous") found.sort((a, b) => b.anomalyScore! - a.anomalyScore!);
  return { pictures: found, attempts };
}

/** The card of an order by its number. */
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

/** A part of the numbers drawn anew; they stay as long as they were, as the model knows no longer ones. */
function mixNoise({ latent, noiseAmount }: NoiseSetting, fresh: Random): Float32Array {
  if (noiseAmount === 0) return Float32Array.from(latent);
  const other = fresh.normals(latent.length);
  const [keptShare, freshShare] = [Math.sqrt(1 - noiseAmount ** 2), noiseAmount];
  return other.map((value, axis) => keptShare * latent[axis] + freshShare * value);
}
