import type { Weights } from "../device/index.ts";
import type { Along, Painter, PartMove } from "../generate/index.ts";
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
          wishSteps(artist, moved, wishes, steps).forEach((value, at) => {
            const [row, axis] = [Math.floor(at / (latent - random)), at % (latent - random)];
            wished[at] += value;
            moved[row * latent + random + axis] += value;
          });
          continue;
        }
        const lengths = reader
          ? await walkUntil(artist, eyeWeights, moved, { vector, reader, within }, steps, {
              before: [...before, ...partly],
              signal,
            })
          : new Float64Array(count).fill(steps);
        const walked = stepsAlong(artist, lengths, vector);
        if (within) partly.push({ within, added: walked });
        else
          walked.forEach((value, at) => {
            added[at] += value;
            moved[Math.floor(at / random) * latent + (at % random)] += value;
          });
      }
      return { added, wished, partly };
    },
  };
}
