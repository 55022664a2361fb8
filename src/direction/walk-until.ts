import type { Weights } from "../device/index.ts";
import type { Painter } from "../generate/index.ts";
import type { Direction } from "./direction.ts";
import { lookAt } from "./look.ts";
import { readPictures, type TaughtReader } from "./taught-reader.ts";

/** What a reader says of pictures that show it clearly, after two steps; its examples lie about 1. */
export const clearReading = 1.5;
/** Steps after which it is clear. */
const clearSteps = 2;
/** Places on the way that are looked at, from the picture itself to `farthest` times the usual length. */
const stops = 12;
const farthest = 3;

/**
 * How far each picture has to go along a direction. One picture shows a thing after half the way that another needs, and
 * whatever goes on changes more of itself than it must: so each goes until the direction's reader says that it is there.
 * After two steps it shows it clearly, after one it is half-way between what it was and that; two steps back, it
 * clearly does not show it. What is beyond already stays.
 *
 * @param latents - `[count, latent]`.
 * @param steps - below 0: backwards.
 * @returns for each picture how many steps of the straight line it takes, with their sign.
 */
export async function walkUntil(
  artist: Painter,
  eyeWeights: Weights,
  latents: Float32Array,
  { vector, reader }: Pick<Direction, "vector"> & { readonly reader: TaughtReader },
  steps: number,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const { latent, random } = artist;
  const count = latents.length / latent;
  const lengths = Array.from({ length: stops + 1 }, (_, stop) => (steps * farthest * stop) / stops);
  const readings: Float64Array[] = [];
  for (const length of lengths) {
    const there = latents.map((value, at) => (at % latent < random ? value + length * vector[at % latent] : value));
    const { seen } = await lookAt(artist, eyeWeights, there, { signal });
    readings.push(readPictures(reader, seen));
  }
  return Float64Array.from({ length: count }, (_, picture) =>
    lengthUntil(
      lengths,
      readings.map((all) => all[picture]),
      steps,
    ),
  );
}

/** Where the readings on a way first reach what so many steps ask for; the best place where they never do. */
function lengthUntil(lengths: readonly number[], readings: readonly number[], steps: number): number {
  const sign = Math.sign(steps);
  const gained = readings.map((reading) => sign * reading);
  const [from] = gained;
  const part = Math.abs(steps) / clearSteps;
  const wanted = part <= 1 ? from + part * (clearReading - from) : part * clearReading;
  if (from >= wanted || from >= clearReading * Math.max(1, part)) return 0;
  const stop = gained.findIndex((reading) => reading >= wanted);
  if (stop < 0) return lengths[gained.indexOf(Math.max(...gained))];
  const share = (wanted - gained[stop - 1]) / (gained[stop] - gained[stop - 1]);
  return lengths[stop - 1] + share * (lengths[stop] - lengths[stop - 1]);
}
