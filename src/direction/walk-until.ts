import type { Weights } from "../device/index.ts";
import type { Painter, PartMove } from "../generate/index.ts";
import type { Direction } from "./direction.ts";
import { lookAt } from "./look.ts";
import { readPictures } from "./taught-reader.ts";

/** A direction with a reader. */
export interface ReadDirection extends Pick<Direction, "vector" | "within"> {
  readonly reader: NonNullable<Direction["reader"]>;
}

/** Steps after which it is clear. */
export const clearSteps = 2;
/** So much of what can be gained is enough. */
const nearly = 0.9;
/** Places on the way that are looked at. */
const stops = 16;

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
export async function walkUntil(
  artist: Painter,
  eyeWeights: Weights,
  latents: Float32Array,
  { vector, reader, within }: ReadDirection,
  steps: number,
  { before = [], signal }: { readonly before?: readonly PartMove[]; readonly signal?: AbortSignal } = {},
): Promise<Float64Array> {
  const count = latents.length / artist.latent;
  const { weights, bias, clear, reach } = reader;
  const taught = { weights: Float64Array.from(weights), bias };
  const sign = Math.sign(steps);
  const lengths = Array.from({ length: stops + 1 }, (_, stop) => (sign * reach * stop) / stops);
  const readings: Float64Array[] = [];
  for (const length of lengths) {
    const { latents: there, moves } = movedBy(artist, latents, new Float64Array(count).fill(length), {
      vector,
      within,
    });
    const { seen } = await lookAt(artist, eyeWeights, there, { moves: [...before, ...moves], signal });
    readings.push(readPictures(taught, seen));
  }
  const goal = sign * (steps > 0 ? clear.having : clear.lacking);
  return Float64Array.from({ length: count }, (_, picture) =>
    lengthUntil(
      lengths,
      readings.map((all) => sign * all[picture]),
      { goal, part: Math.abs(steps) / clearSteps },
    ),
  );
}

/** Latents after so many steps along a direction. */
export function movedBy(
  artist: Painter,
  latents: Float32Array,
  lengths: Float64Array,
  { vector, within }: Pick<Direction, "vector" | "within">,
): { readonly latents: Float32Array; readonly moves: readonly PartMove[] } {
  const { latent, random } = artist;
  const added = stepsAlong(artist, lengths, vector);
  if (within) return { latents, moves: [{ within, added }] };
  const there = latents.map((value, at) => {
    const axis = at % latent;
    return axis < random ? value + added[Math.floor(at / latent) * random + axis] : value;
  });
  return { latents: there, moves: [] };
}

/** What so many steps along a vector add to random numbers, `[count, random]`. */
export function stepsAlong({ random }: Painter, lengths: Float64Array, vector: Direction["vector"]): Float32Array {
  return Float32Array.from({ length: lengths.length * random }, (_, at) => {
    return lengths[Math.floor(at / random)] * vector[at % random];
  });
}

/**
 * Where the readings on a way first reach what is asked for; the first place that is nearly the best where they never do:
 * far out pictures fall apart for little.
 *
 * @param readings - at each length; larger is nearer to the goal.
 * @param wish.part - how much of the way to the goal; beyond 1, past it.
 */
function lengthUntil(
  lengths: readonly number[],
  readings: readonly number[],
  { goal, part }: { readonly goal: number; readonly part: number },
): number {
  const [from] = readings;
  const wanted = part <= 1 ? from + part * (goal - from) : goal + (part - 1) * Math.max(goal, 0.5);
  if (from >= Math.max(goal, wanted)) return 0;
  const stop = readings.findIndex((reading) => reading >= wanted);
  const best = Math.max(...readings);
  if (stop < 1) return lengths[readings.findIndex((reading) => reading >= from + nearly * (best - from))];
  const share = (wanted - readings[stop - 1]) / (readings[stop] - readings[stop - 1]);
  return lengths[stop - 1] + share * (lengths[stop] - lengths[stop - 1]);
}
