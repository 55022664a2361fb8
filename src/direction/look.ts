import type { Weights } from "../device/index.ts";
import { movesOf, networkRunner, type Painter, type PartMove } from "../generate/index.ts";
import { eye } from "./eye.ts";

/** Pictures that a model drew, and what an eye sees in them. */
export interface Seen {
  /** `[count, latent]`. */
  readonly latents: Float32Array;
  /** `[count, parts · width]`. */
  readonly seen: Float32Array;
}

/** See {@link lookAt}. */
export interface LookOptions {
  /** Told after every few pictures. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/** See {@link lookAt}. */
export interface LookAtOptions extends LookOptions {
  /** What moves the latents in parts of the picture only. Default: nothing. */
  readonly moves?: readonly PartMove[];
}

/** Pictures in memory at a time. */
const pieces = 64;

/** What an eye sees in the pictures of some latents. */
export async function lookAt(
  artist: Painter,
  eyeWeights: Weights,
  latents: Float32Array,
  { moves = [], onProgress, signal }: LookAtOptions = {},
): Promise<Seen> {
  const { device, picture } = artist.trained;
  const total = latents.length / artist.latent;
  const runner = networkRunner(device, eyeWeights, "body", eye(picture), [
    picture.channels,
    picture.size,
    picture.size,
  ]);
  const parts: Float32Array[] = [];
  try {
    for (let at = 0; at < total; at += pieces) {
      signal?.throwIfAborted();
      const count = Math.min(pieces, total - at);
      const own = latents.subarray(at * artist.latent, (at + count) * artist.latent);
      const pictures = await artist.decodePartly(own, movesOf(moves, artist.random, at, count), count);
      parts.push(await runner.run(pictures, count));
      onProgress?.({ done: at + count, total });
    }
  } finally {
    runner.dispose();
  }
  const each = parts[0].length / Math.min(pieces, total);
  const seen = new Float32Array(total * each);
  parts.forEach((part, at) => seen.set(part, at * pieces * each));
  return { latents, seen };
}

/** What an eye sees in pictures, `[count, parts · width]`, from `[count, channels, size, size]` in [−1, 1]. */
export async function lookAtPictures(
  { trained: { device, picture } }: Painter,
  eyeWeights: Weights,
  pictures: Float32Array,
  count: number,
): Promise<Float32Array> {
  const runner = networkRunner(device, eyeWeights, "body", eye(picture), [
    picture.channels,
    picture.size,
    picture.size,
  ]);
  const seen = await runner.run(pictures, count);
  runner.dispose();
  return seen;
}
