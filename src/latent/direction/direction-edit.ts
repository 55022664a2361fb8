import type { Weights } from "../../device/index.ts";
import { addLatentOffset, type LatentEdit, type Sampler, type LocalEdit } from "../../sample/index.ts";
import type { Direction } from "./direction.ts";
import { directionOffsets, stepsUntilScore } from "./steps-until-score.ts";
import { attributeOffset } from "./attribute-offset.ts";

/** A direction, and how many steps are walked along it. */
export interface DirectionStep {
  readonly direction: Direction;
  /** Below 0: backwards. */
  readonly steps: number;
}

/**
 * A walk along directions, one after the other. Along one that has a reader each picture goes as far as it takes until
 * the reader says so (see `stepsUntilScore`), and changes only where the direction says that the thing lies; one that is a matter
 * of wishes changes these (see `attributeOffset`); along others all go equally far.
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
