import type { Weights } from "../device/index.ts";
import type { Painter } from "../generate/index.ts";
import { lookAt } from "./look.ts";
import { readPictures } from "./taught-reader.ts";
import { clearSteps, movedBy, walkUntil, type ReadDirection } from "./walk-until.ts";

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
  candidates: readonly ReadDirection[],
  signal?: AbortSignal,
): Promise<ReadDirection> {
  const count = latents.length / artist.latent;
  const before = await artist.decode(latents, count);
  const results: { readonly candidate: ReadDirection; readonly arriving: number; readonly change: number }[] = [];
  for (const candidate of candidates) {
    const { reader } = candidate;
    const lengths = await walkUntil(artist, eyeWeights, latents, candidate, clearSteps, { signal });
    const { latents: there, moves } = movedBy(artist, latents, lengths, candidate);
    const { seen } = await lookAt(artist, eyeWeights, there, { moves, signal });
    const readings = readPictures({ weights: Float64Array.from(reader.weights), bias: reader.bias }, seen);
    const after = await artist.decodePartly(there, moves, count);
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
