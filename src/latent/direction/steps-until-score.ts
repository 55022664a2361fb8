import type { Weights } from "../../device/index.ts";
import type { Sampler, LocalEdit } from "../../sample/index.ts";
import type { Direction } from "./direction.ts";
import { extractLatentFeatures } from "./extract-features.ts";
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

/**
 * Finds the number of steps that each image needs along a direction. Images need different distances, and any excess
 * changes more than necessary: so each moves until its probe score reaches the target. Two steps give a clear score,
 * one step half the way to it; −2 steps give the clear opposite. Images beyond the target stay; when the score never
 * reaches it, the best point counts.
 * @param latents - `[count, latent]`.
 * @param steps - number of steps; negative: away from the trait.
 * @param options.before - local edits that already apply. Default: none.
 * @returns the signed displacement of each image along the vector, `[count]`.
 */
export async function stepsUntilScore(
  sampler: Sampler,
  backboneWeights: Weights,
  latents: Float32Array,
  { vector, probe, mask }: ProbedDirection,
  steps: number,
  { before = [], signal }: { readonly before?: readonly LocalEdit[]; readonly signal?: AbortSignal } = {},
): Promise<Float64Array> {
  const count = latents.length / sampler.latent;
  const { weights, bias, saturation, maxSteps } = probe;
  const taught = { weights: Float64Array.from(weights), bias };
  const sign = Math.sign(steps);
  const lengths = Array.from({ length: pathPoints + 1 }, (_, stop) => (sign * maxSteps * stop) / pathPoints);
  const readings: Float64Array[] = [];
  for (const length of lengths) {
    const { latents: there, moves } = moveLatents(sampler, latents, new Float64Array(count).fill(length), {
      vector,
      mask,
    });
    const { features } = await extractLatentFeatures(sampler, backboneWeights, there, {
      localEdits: [...before, ...moves],
      signal,
    });
    readings.push(applyProbe(taught, features));
  }
  const goal = sign * (steps > 0 ? saturation.present : saturation.absent);
  return Float64Array.from({ length: count }, (_, picture) =>
    firstReachingStep(
      lengths,
      readings.map((all) => sign * all[picture]),
      { goal, part: Math.abs(steps) / saturationSteps },
    ),
  );
}

/** Moves latents by given distances along a direction. */
export function moveLatents(
  sampler: Sampler,
  latents: Float32Array,
  lengths: Float64Array,
  { vector, mask }: Pick<Direction, "vector" | "mask">,
): { readonly latents: Float32Array; readonly moves: readonly LocalEdit[] } {
  const { latent, noiseSize } = sampler;
  const noiseOffset = directionOffsets(sampler, lengths, vector);
  if (mask) return { latents, moves: [{ mask, noiseOffset }] };
  const there = latents.map((value, at) => {
    const axis = at % latent;
    return axis < noiseSize ? value + noiseOffset[Math.floor(at / latent) * noiseSize + axis] : value;
  });
  return { latents: there, moves: [] };
}

/** Computes noise offsets along a vector, `[count, noiseSize]`. */
export function directionOffsets(
  { noiseSize }: Sampler,
  lengths: Float64Array,
  vector: Direction["vector"],
): Float32Array {
  return Float32Array.from({ length: lengths.length * noiseSize }, (_, at) => {
    return lengths[Math.floor(at / noiseSize)] * vector[at % noiseSize];
  });
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
