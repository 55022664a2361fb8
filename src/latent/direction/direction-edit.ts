import type { Weights } from "../../device/index.ts";
import { movePoint, type LatentEdit, type LatentOffset, type LatentPoint, type Sampler } from "../../sample/index.ts";
import type { Direction } from "./direction.ts";
import { directionOffset, stepsUntilScore } from "./steps-until-score.ts";
import { attributeOffset } from "./attribute-offset.ts";

/** A direction and a number of steps. */
export interface DirectionStep {
  readonly direction: Direction;
  /** Number of steps; negative: away from the trait. */
  readonly steps: number;
}

/**
 * Builds the edit of moves along directions, in order. With a probe, each image moves as far as its score needs (see
 * `stepsUntilScore`) and changes only inside the mask; a condition direction changes the condition (see
 * `attributeOffset`); along others all images move equally far.
 * @param backboneWeights - weights of the feature network.
 * @param path - directions with their steps.
 */
export function directionEdit(
  sampler: Sampler,
  backboneWeights: Weights,
  path: readonly DirectionStep[],
  signal?: AbortSignal,
): LatentEdit {
  return {
    steps: Object.fromEntries(path.map(({ direction, steps }) => [direction.name, steps])),
    async offset(points) {
      let moved = points;
      let offsets = points.map(() => noOffset(sampler));
      for (const { direction, steps } of path) {
        if (steps === 0) continue;
        const step = await stepOffsets(sampler, backboneWeights, moved, { direction, steps }, signal);
        moved = moved.map((point, at) => movePoint(sampler, point, step[at]));
        offsets = offsets.map((offset, at) => addOffsets(offset, step[at]));
      }
      return offsets;
    },
  };
}

/** Computes what one direction adds to points. */
async function stepOffsets(
  sampler: Sampler,
  backboneWeights: Weights,
  points: readonly LatentPoint[],
  { direction: { vector, probe, mask, conditions }, steps }: DirectionStep,
  signal?: AbortSignal,
): Promise<Required<LatentOffset>[]> {
  const none = noOffset(sampler);
  if (conditions)
    return points.map((point) => ({ ...none, conditionOffset: attributeOffset(sampler, point, conditions, steps) }));
  const lengths = probe
    ? await stepsUntilScore(sampler, backboneWeights, points, { vector, probe, mask }, steps, signal)
    : points.map(() => steps);
  return Array.from(lengths, (length) => ({ ...none, ...directionOffset(length, { vector, mask }) }));
}

function noOffset({ latent, noiseSize }: Sampler): Required<LatentOffset> {
  return {
    noiseOffset: new Array<number>(noiseSize).fill(0),
    conditionOffset: new Array<number>(latent - noiseSize).fill(0),
    localEdits: [],
  };
}

function addOffsets(a: Required<LatentOffset>, b: Required<LatentOffset>): Required<LatentOffset> {
  const sum = (some: readonly number[], others: readonly number[]) =>
    some.map((value, at) => Math.fround(value + others[at]));
  return {
    noiseOffset: sum(a.noiseOffset, b.noiseOffset),
    conditionOffset: sum(a.conditionOffset, b.conditionOffset),
    localEdits: [...a.localEdits, ...b.localEdits],
  };
}
