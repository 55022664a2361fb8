import type { Weights } from "../device/index.ts";
import type { Painter } from "../generate/index.ts";
import type { Direction } from "./direction.ts";
import { lookAt } from "./look.ts";
import { readPictures } from "./taught-reader.ts";
import { clearSteps, walkUntil } from "./walk-until.ts";

/** A direction with a reader. */
export interface Found extends Pick<Direction, "vector"> {
  readonly reader: NonNullable<Direction["reader"]>;
}

/** Of what is asked for, so much counts as arrived. */
const arrived = 0.8;
/** Ways on which about as many pictures arrive as on the best one. */
const alike = 0.1;

/**
 * Of several ways to the same end that which changes pictures least, among those on which nearly all get there. All
 * are tried on pictures that lack it, and judged by the reader that they have in common.
 *
 * @param latents - `[count, latent]` of pictures that lack it.
 */
export async function gentlest(
  artist: Painter,
  eyeWeights: Weights,
  latents: Float32Array,
  candidates: readonly Found[],
  signal?: AbortSignal,
): Promise<Found> {
  const { latent, random } = artist;
  const count = latents.length / latent;
  const before = await artist.decode(latents, count);
  const results: { readonly candidate: Found; readonly arriving: number; readonly change: number }[] = [];
  for (const candidate of candidates) {
    const { vector, reader } = candidate;
    const lengths = await walkUntil(artist, eyeWeights, latents, candidate, clearSteps, signal);
    const there = latents.map((value, at) => {
      const axis = at % latent;
      return axis < random ? value + lengths[Math.floor(at / latent)] * vector[axis] : value;
    });
    const { seen } = await lookAt(artist, eyeWeights, there, { signal });
    const readings = readPictures({ weights: Float64Array.from(reader.weights), bias: reader.bias }, seen);
    const after = await artist.decode(there, count);
    let change = 0;
    after.forEach((value, at) => (change += (value - before[at]) ** 2));
    results.push({
      candidate,
      arriving: readings.filter((reading) => reading >= arrived * reader.clear.having).length / count,
      change,
    });
  }
  const most = Math.max(...results.map(({ arriving }) => arriving));
  const good = results.filter(({ arriving }) => arriving >= most - alike);
  return good.reduce((best, one) => (one.change < best.change ? one : best)).candidate;
}
