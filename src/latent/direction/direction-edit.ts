import type { Weights } from "../../device/index.ts";
import { addLatentOffset, type LatentEdit, type Sampler, type LocalEdit } from "../../sample/index.ts";
import type { Direction } from "./direction.ts";
import { directionOffsets, stepsUntilScore } from "./steps-until-score.ts";
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
  const { latent, noiseSize } = sampler;
  return {
    steps: Object.fromEntries(path.map(({ direction, steps }) => [direction.name, steps])),
    async offset(latents, before = []) {
      const count = latents.length / latent;
      const moved = Float32Array.from(latents);
      const noiseOffset = new Float32Array(count * noiseSize);
      const conditionOffset = new Float32Array(count * (latent - noiseSize));
      const localEdits: LocalEdit[] = [];
      for (const { direction, steps } of path) {
        if (steps === 0) continue;
        const { vector, probe, mask, conditions } = direction;
        if (conditions) {
          const change = attributeOffset(sampler, moved, conditions, steps);
          change.forEach((value, at) => (conditionOffset[at] += value));
          addLatentOffset(sampler, moved, { conditionOffset: change });
          continue;
        }
        const lengths = probe
          ? await stepsUntilScore(sampler, backboneWeights, moved, { vector, probe, mask }, steps, {
              before: [...before, ...localEdits],
              signal,
            })
          : new Float64Array(count).fill(steps);
        const walked = directionOffsets(sampler, lengths, vector);
        if (mask) {
          localEdits.push({ mask, noiseOffset: walked });
          continue;
        }
        walked.forEach((value, at) => (noiseOffset[at] += value));
        addLatentOffset(sampler, moved, { noiseOffset: walked });
      }
      return { noiseOffset, conditionOffset, localEdits };
    },
  };
}
