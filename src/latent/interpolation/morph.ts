import {
  periodicAxesOf,
  render,
  type LatentPoint,
  type LocalEdit,
  type RenderOptions,
  type Sampler,
} from "../../sample/index.ts";
import type { Picture } from "../../image/index.ts";
import { expandToLayers } from "../crossover/crossover.ts";
import { interpolate, type InterpolationPath } from "./interpolate.ts";

/** See {@link morph}. */
export interface MorphOptions extends Pick<RenderOptions, "onProgress" | "signal"> {
  /** Number of frames, both ends included, ≥ 2. Default 60. */
  readonly frames?: number;
  /**
   * Interpolation of the noise: see {@link interpolate}. Default: `line` for an autoencoder, whose latents are not
   * centred at 0, else `sphere`.
   */
  readonly path?: InterpolationPath;
  /** Whether the frames return to the start, without repeating the ends, for a seamless loop. Default false. */
  readonly loop?: boolean;
  /** Indices of the frames to draw, from 0, in this order; `loop` has no effect then. Default: all. */
  readonly frameNumbers?: readonly number[];
}

/**
 * Renders an interpolation through latent space. Feature offsets and local edits fade in and out linearly.
 * @param stops - at least two points of the model.
 * @returns the frames.
 */
export async function morph(
  sampler: Sampler,
  stops: readonly LatentPoint[],
  options: MorphOptions = {},
): Promise<Picture[]> {
  const { frameNumbers, loop = false, onProgress, signal } = options;
  const path = latentPath(sampler, stops, options);
  const points = frameNumbers ? frameNumbers.map((frame) => path[frame]) : path;
  const there = await render(sampler, points, { onProgress, signal });
  return loop && !frameNumbers ? [...there, ...there.slice(1, -1).reverse()] : there;
}

/** Returns the points that {@link morph} renders. */
export function latentPath(
  sampler: Sampler,
  stops: readonly LatentPoint[],
  options: Pick<MorphOptions, "frames" | "path"> = {},
): LatentPoint[] {
  const { latent, noiseSize, trained } = sampler;
  const { frames = 60, path = trained.model.kind === "autoencoder" ? "line" : "sphere" } = options;
  const width = Math.max(...stops.map((stop) => stop.latent.length));
  const wide = stops.map((stop) => expandToLayers(Float32Array.from(stop.latent), width));
  const latents = interpolate(wide, frames, path, noiseSize, latent, periodicAxesOf(sampler));
  const offsets = offsetsPath(sampler, stops, frames);
  const edits = editsPath(sampler, stops, frames);
  return Array.from({ length: frames }, (_, at) => ({
    latent: Array.from(latents.subarray(at * width, (at + 1) * width)),
    ...(offsets && { featureOffsets: offsets(at) }),
    ...(edits.length > 0 && {
      localEdits: edits.map(({ mask, noiseOffset }) => ({ mask, noiseOffset: noiseOffset(at) })),
    }),
  }));
}

/** Returns the feature offsets of a frame; undefined when no stop has some. */
function offsetsPath({ featureOffsetSize }: Sampler, stops: readonly LatentPoint[], frames: number) {
  if (!stops.some(({ featureOffsets }) => featureOffsets)) return undefined;
  return linearPath(
    stops.map(({ featureOffsets }) => featureOffsets ?? new Array<number>(featureOffsetSize).fill(0)),
    frames,
  );
}

/**
 * Returns the local edits of all stops, each with its offset of a frame. Edits of different stops are one when they have
 * the same mask, and as many of that mask before them.
 */
function editsPath({ noiseSize }: Sampler, stops: readonly LatentPoint[], frames: number) {
  const keyed = stops.map(({ localEdits = [] }) => {
    const edits = new Map<string, LocalEdit>();
    for (const edit of localEdits) {
      const mask = edit.mask.join();
      const before = [...edits.keys()].filter((key) => key.startsWith(`${mask} `)).length;
      edits.set(`${mask} ${before}`, edit);
    }
    return edits;
  });
  const all = new Map(keyed.flatMap((edits) => [...edits]));
  return [...all].map(([key, { mask }]) => {
    const none = new Array<number>(noiseSize).fill(0);
    const offsets = keyed.map((edits) => edits.get(key)?.noiseOffset ?? none);
    return { mask, noiseOffset: linearPath(offsets, frames) };
  });
}

/** Returns a row of the linear interpolation of `[stops, width]` at a frame. */
function linearPath(rows: readonly (readonly number[])[], frames: number): (frame: number) => number[] {
  const width = rows[0].length;
  const all = interpolate(
    rows.map((row) => Float32Array.from(row)),
    frames,
    "line",
  );
  return (frame) => Array.from(all.subarray(frame * width, (frame + 1) * width));
}
