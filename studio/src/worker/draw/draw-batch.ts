import {
  renderCandidates,
  sampleAttributes,
  identifyDesign,
  random,
  resampleUnusual,
  usualRanges,
  type AttributeConstraint,
  type Candidate,
  type Random,
  type Rarity,
  type SampleScorer,
  type UsualRange,
} from "omakase/studio";
import type { AnomalyScoring } from "./anomaly-scoring.ts";
import { withSpares } from "./with-spares.ts";
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

/** Maximum number of pictures drawn per request for anomalous ones, and how many are drawn at once. */
const [maxAnomalousAttempts, anomalousBatch] = [480, 16];
/** Maximum number of pictures drawn per normal one that is wanted; then the least broken fill the draw. */
const maxNormalAttempts = 3;

/** Draws a request; equal pictures come once. A slow device draws one picture after the other, so that each is seen at once. */
export async function drawBatch(
  ready: LoadedRun,
  request: DrawRequest,
  scoring: AnomalyScoring,
  onProgress?: DrawProgressListener,
): Promise<DrawResult> {
  const { count, anomalyFilter, truncation } = request;
  const scorer = await scorerFor(request, ready, scoring);
  const ranges = usualRanges(ready.designSpace);
  const pictures = new Map<string, SampledPicture>();
  const others = new Map<string, SampledPicture>();
  const limit = !scorer ? count : anomalyFilter === "normal" ? maxNormalAttempts * count : maxAnomalousAttempts;
  let attempts = 0;
  while (pictures.size < count && attempts < limit) {
    const known = pictures.size + others.size;
    const missing = count - pictures.size;
    const scored = anomalyFilter === "normal" ? withSpares(missing) : anomalousBatch;
    const wanted = scorer ? scored : ready.isSlow ? 1 : count - attempts;
    const candidates = Array.from({ length: wanted }, (_, at) =>
      sampleCandidate(ready, request, attempts + at, ranges),
    );
    // read here, not before the loop: a faster device may replace it meanwhile
    const drawings = await renderCandidates(ready.sampler, candidates, { truncation });
    const anomalyScores = await scorer?.score(drawings.map(({ picture }) => picture));
    drawings.forEach(({ picture, recipe }, at) => {
      const candidate = candidates[at];
      const anomalyScore = anomalyScores?.[at];
      const passes = anomalyScore === undefined || anomalyScore > 1 === (anomalyFilter === "anomalous");
      if (passes && pictures.size === count) return;
      (passes ? pictures : others).set(candidate.id, {
        candidate,
        recipe,
        pixels: pixelsFromPicture(picture),
        rarity: ready.rarity(candidate.values),
        ...(anomalyScore !== undefined && { anomalyScore }),
      });
    });
    attempts += wanted;
    onProgress?.({ pictures: [...pictures.values()], attempts });
    if (scorer && pictures.size + others.size === known) break; // nothing is left to chance: all are equal
    if (ready.isSlow) {
      void ready.accelerate();
      await new Promise((done) => setTimeout(done)); // the fast device gets on, and other requests are heard
    }
  }
  const found = [...pictures.values()];
  if (anomalyFilter === "anomalous") found.sort((a, b) => b.anomalyScore! - a.anomalyScore!);
  else found.push(...leastBroken([...others.values()], count - found.length));
  return { pictures: found, attempts };
}

/** Returns the scorer that a request needs; `normal` goes without one until it is fitted, unless it is to wait. */
async function scorerFor(
  { anomalyFilter, waitsForScorer }: DrawRequest,
  ready: LoadedRun,
  scoring: AnomalyScoring,
): Promise<SampleScorer | undefined> {
  if (anomalyFilter === "all") return undefined;
  if (anomalyFilter === "normal" && !waitsForScorer) return scoring.fittedScorerOf(ready);
  const scorer = scoring.scorerOf(ready);
  const fitted = scorer.fitted.then(() => scorer);
  return await (anomalyFilter === "normal" ? fitted.catch(() => undefined) : fitted); // without the feature network, all are shown
}

function leastBroken(pictures: SampledPicture[], count: number): SampledPicture[] {
  return pictures.sort((a, b) => a.anomalyScore! - b.anomalyScore!).slice(0, count);
}

/** Samples the candidate of a request by its number. Numbers that chance decides are usual; asked for, they may be any. */
function sampleCandidate(
  { sampler, designSpace }: LoadedRun,
  { seed, attributeSettings: conditions, noise, truncation }: Omit<DrawRequest, "count" | "anomalyFilter">,
  at: number,
  usual: readonly UsualRange[],
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
  const ranges = usual.map((range, tag) => (conditions[tag] === "random" ? range : undefined));
  const numbers = random(seed, "usual numbers", at);
  return identifyDesign(resampleUnusual(designSpace, { values, latent: chance }, ranges, numbers));
}

/** Replaces a part of the noise by new noise; keeps its norm, as the model knows no longer vectors. */
function mixNoise({ latent, noiseAmount }: NoiseSetting, fresh: Random): Float32Array {
  if (noiseAmount === 0) return Float32Array.from(latent);
  const other = fresh.normals(latent.length);
  const [keptShare, freshShare] = [Math.sqrt(1 - noiseAmount ** 2), noiseAmount];
  return other.map((value, axis) => keptShare * latent[axis] + freshShare * value);
}
