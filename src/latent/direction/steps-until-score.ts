import type { Weights } from "../../device/index.ts";
import type { Sampler, LocalEdit } from "../../sample/index.ts";
import type { Direction } from "./direction.ts";
import { extractLatentFeatures } from "./extract-features.ts";
import { applyProbe } from "./linear-probe.ts";

/** A direction with a reader. */
export interface ProbedDirection extends Pick<Direction, "vector" | "mask"> {
  readonly probe: NonNullable<Direction["probe"]>;
}

/** Steps after which it is clear. */
export const saturationSteps = 2;
/** So much of what can be gained is enough. */
const reachedGain = 0.9;
/** Places on the way that are looked at. */
const pathPoints = 16;

/**
 * How far each picture has to go along a direction. One picture shows a thing after half the way that another needs, and
 * whatever goes on changes more of itself than it must: so each goes until the direction's reader says that it is there.
 * After two steps it shows it clearly, after one it is half-way between what it was and that; two steps back, it
 * clearly does not show it. What is beyond already stays; where the reader never says so, the best place counts.
 *
 * @param latents - `[count, latent]`.
 * @param steps - below 0: backwards.
 * @param options.before - what moves them in parts of the picture already. Default: nothing.
 * @returns for each picture how many steps of the straight line it takes, with their sign.
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

/** Latents after so many steps along a direction. */
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

/** What so many steps along a vector add to random numbers, `[count, noiseSize]`. */
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
 * Where the readings on a way first reach what is asked for; the first place that is nearly the best where they never do:
 * far out pictures fall apart for little.
 *
 * @param readings - at each length; larger is nearer to the goal.
 * @param wish.part - how much of the way to the goal; beyond 1, past it.
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
