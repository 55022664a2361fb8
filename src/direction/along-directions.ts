import type { Weights } from "../device/index.ts";
import type { Along, Painter } from "../generate/index.ts";
import type { Direction } from "./direction.ts";
import { walkUntil } from "./walk-until.ts";

/** A direction, and how many steps are walked along it. */
export interface DirectionSteps {
  readonly direction: Direction;
  /** Below 0: backwards. */
  readonly steps: number;
}

/**
 * A walk along directions, one after the other. Along one that has a reader each picture goes as far as it takes until
 * the reader says so (see `walkUntil`); along others all go equally far.
 */
export function alongDirections(
  artist: Painter,
  eyeWeights: Weights,
  way: readonly DirectionSteps[],
  signal?: AbortSignal,
): Along {
  const { latent, random } = artist;
  return {
    steps: Object.fromEntries(way.map(({ direction, steps }) => [direction.name, steps])),
    async offsets(latents) {
      const count = latents.length / latent;
      const moved = Float32Array.from(latents);
      const added = new Float32Array(count * random);
      for (const { direction, steps } of way) {
        if (steps === 0) continue;
        const { vector, reader } = direction;
        const lengths = reader
          ? await walkUntil(artist, eyeWeights, moved, { vector, reader }, steps, signal)
          : new Float64Array(count).fill(steps);
        for (let at = 0; at < added.length; at++) {
          const [picture, axis] = [Math.floor(at / random), at % random];
          added[at] += lengths[picture] * vector[axis];
          moved[picture * latent + axis] = latents[picture * latent + axis] + added[at];
        }
      }
      return added;
    },
  };
}
