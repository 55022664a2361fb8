import type { Weights } from "../../device/index.ts";
import { movePoint, type LatentOffset, type LatentPoint, type Sampler } from "../../sample/index.ts";
import type { Direction } from "./direction.ts";
import { extractPointFeatures } from "./extract-features.ts";
import { applyProbe } from "./linear-probe.ts";

/** A direction with a probe. */
export interface ProbedDirection extends Pick<Direction, "vector" | "mask"> {
  readonly probe: NonNullable<Direction["probe"]>;
}

/** Number of steps to a clear score. */
export const saturationSteps = 2;
/** Fraction of the possible gain that is enough, 0–1. */
const reachedGain = 0.9;
/** Number of points on the path that are scored. */
const pathPoints = 16;
/** Images whose paths are scored at a time, for full batches in bounded memory. */
const pathsAtATime = 64;

/**
 * Finds the number of steps that each image needs along a direction. Images need different distances, and any excess
 * changes more than necessary: so each moves until its probe score reaches the target. Two steps give a clear score,
 * one step half the way to it; −2 steps give the clear opposite. Images beyond the target stay; when the score never
 * reaches it, the best point counts.
 * @param steps - number of steps; negative: away from the trait.
 * @returns the signed displacement of each point along the vector, `[points]`.
 */
export async function stepsUntilScore(
  sampler: Sampler,
  backboneWeights: Weights,
  points: readonly LatentPoint[],
  { vector, probe, mask }: ProbedDirection,
  steps: number,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const { weights, bias, saturation, maxSteps } = probe;
  const taught = { weights: Float64Array.from(weights), bias };
  const sign = Math.sign(steps);
  const lengths = Array.from({ length: pathPoints + 1 }, (_, stop) => (sign * maxSteps * stop) / pathPoints);
  const offsets = lengths.map((length) => directionOffset(length, { vector, mask }));
  const goal = sign * (steps > 0 ? saturation.present : saturation.absent);
  const found = new Float64Array(points.length);
  for (let first = 0; first < points.length; first += pathsAtATime) {
    const paths = points
      .slice(first, first + pathsAtATime)
      .map((point) => offsets.map((offset) => movePoint(sampler, point, offset)));
    const features = await extractPointFeatures(sampler, backboneWeights, paths.flat(), { signal });
    const readings = applyProbe(taught, features).map((reading) => sign * reading);
    paths.forEach((_, at) => {
      const own = Array.from(readings.subarray(at * lengths.length, (at + 1) * lengths.length));
      found[first + at] = firstReachingStep(lengths, own, { goal, part: Math.abs(steps) / saturationSteps });
    });
  }
  return found;
}

/** Returns the offset of a distance along a direction: of the noise, or within its mask. */
export function directionOffset(length: number, { vector, mask }: Pick<Direction, "vector" | "mask">): LatentOffset {
  const noiseOffset = vector.map((value) => Math.fround(length * value));
  return mask ? { noiseOffset: vector.map(() => 0), localEdits: [{ mask, noiseOffset }] } : { noiseOffset };
}

/**
 * Returns the first length at which the score reaches the target or, when it never does, the first one nearly as good
 * as the best: images degrade far out.
 * @param readings - score at each length; larger is nearer to the goal.
 * @param target.part - fraction of the way to the goal; beyond 1, past it.
 */
function firstReachingStep(
  lengths: readonly number[],
  readings: readonly number[],
  { goal, part }: { readonly goal: number; readonly part: number },
): number {
  const [from] = readings;
  const wanted = part <= 1 ? from + part * (goal - from) : goal + (part - 1) * Math.max(goal, 0.5);
  if (from >= Math.max(goal, wanted)) return 0;
  const stop = readings.findIndex((reading) => reading >= wanted);
  const best = Math.max(...readings);
  if (stop < 1) return lengths[readings.findIndex((reading) => reading >= from + reachedGain * (best - from))];
  const share = (wanted - readings[stop - 1]) / (readings[stop] - readings[stop - 1]);
  return lengths[stop - 1] + share * (lengths[stop] - lengths[stop - 1]);
}
