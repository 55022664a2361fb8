import type { Weights } from "../device/index.ts";
import { addMoved, type Along, type Painter, type PartMove } from "../generate/index.ts";
import type { Direction } from "./direction.ts";
import { stepsAlong, walkUntil } from "./walk-until.ts";
import { wishSteps } from "./wish-steps.ts";

/** A direction, and how many steps are walked along it. */
export interface DirectionSteps {
  readonly direction: Direction;
  /** Below 0: backwards. */
  readonly steps: number;
}

/**
 * A walk along directions, one after the other. Along one that has a reader each picture goes as far as it takes until
 * the reader says so (see `walkUntil`), and changes only where the direction says that the thing lies; one that is a matter
 * of wishes changes these (see `wishSteps`); along others all go equally far.
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
    async walk(latents, before = []) {
      const count = latents.length / latent;
      const moved = Float32Array.from(latents);
      const added = new Float32Array(count * random);
      const wished = new Float32Array(count * (latent - random));
      const partly: PartMove[] = [];
      for (const { direction, steps } of way) {
        if (steps === 0) continue;
        const { vector, reader, within, wishes } = direction;
        if (wishes) {
          const change = wishSteps(artist, moved, wishes, steps);
          change.forEach((value, at) => (wished[at] += value));
          addMoved(artist, moved, { wished: change });
          continue;
        }
        const lengths = reader
          ? await walkUntil(artist, eyeWeights, moved, { vector, reader, within }, steps, {
              before: [...before, ...partly],
              signal,
            })
          : new Float64Array(count).fill(steps);
        const walked = stepsAlong(artist, lengths, vector);
        if (within) {
          partly.push({ within, added: walked });
          continue;
        }
        walked.forEach((value, at) => (added[at] += value));
        addMoved(artist, moved, { added: walked });
      }
      return { added, wished, partly };
    },
  };
}
