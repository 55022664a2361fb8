import type { Weights } from "../device/index.ts";
import type { Along, Painter } from "../generate/index.ts";
import { carefulWalker } from "./careful-walk.ts";
import type { Direction } from "./direction.ts";
import { lookAt } from "./look.ts";
import { readPictures, type TaughtReader } from "./taught-reader.ts";

/** A direction, and how many steps are walked along it. */
export interface DirectionSteps {
  readonly direction: Direction;
  readonly steps: number;
  /** Directions that it keeps clear of: what they read does not change. Default: none. */
  readonly keep?: readonly Direction[];
}

/** See {@link alongDirections}. */
export interface AlongDirectionsOptions {
  /** Straight ahead, also where a direction could be walked with care: no picture is looked at. Default false. */
  readonly straight?: boolean;
  readonly signal?: AbortSignal;
}

/** Readings farther than this from the middle are caricatures. */
const farthest = 2;

/**
 * A walk along directions, one after the other. Along a direction that has a reader each picture is changed until the
 * reader says so and otherwise as little as possible (see `carefulWalker`); others are straight lines.
 */
export function alongDirections(
  artist: Painter,
  eyeWeights: Weights,
  way: readonly DirectionSteps[],
  { straight = false, signal }: AlongDirectionsOptions = {},
): Along {
  const { latent, random } = artist;
  return {
    steps: Object.fromEntries(way.map(({ direction, steps }) => [direction.name, steps])),
    async offsets(latents) {
      const count = latents.length / latent;
      const moved = Float32Array.from(latents);
      const added = new Float32Array(count * random);
      for (const { direction, steps, keep = [] } of way) {
        if (steps === 0) continue;
        const { vector, reader } = direction;
        const part =
          reader && !straight
            ? await withCare(artist, eyeWeights, moved, { reader, perStep: reader.perStep, steps, keep }, signal)
            : added.map((_, at) => steps * vector[at % random]);
        part.forEach((value, at) => {
          added[at] += value;
          moved[Math.floor(at / random) * latent + (at % random)] += value;
        });
      }
      return added;
    },
  };
}

async function withCare(
  artist: Painter,
  eyeWeights: Weights,
  latents: Float32Array,
  {
    reader,
    perStep,
    steps,
    keep,
  }: { reader: NonNullable<Direction["reader"]>; perStep: number; steps: number; keep: readonly Direction[] },
  signal: AbortSignal | undefined,
): Promise<Float32Array> {
  const { seen } = await lookAt(artist, eyeWeights, latents, { signal });
  const targets = readPictures(opened(reader), seen).map((now) => {
    const wanted = now + steps * perStep;
    return steps > 0 ? Math.min(wanted, Math.max(now, farthest)) : Math.max(wanted, Math.min(now, -farthest));
  });
  const kept = keep.flatMap((other) => (other.reader ? [opened(other.reader)] : []));
  const walker = await carefulWalker(artist, eyeWeights, opened(reader), { keep: kept });
  try {
    return await walker.walk(latents, targets, signal);
  } finally {
    walker.dispose();
  }
}

function opened({ weights, bias, right }: NonNullable<Direction["reader"]>): TaughtReader {
  return { weights: Float64Array.from(weights), bias, right };
}
