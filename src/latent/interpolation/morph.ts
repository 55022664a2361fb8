import { OmakaseError } from "../../error.ts";
import type { RenderLatentsOptions, Sampler } from "../../sample/index.ts";
import type { Picture } from "../../image/index.ts";
import { expandToLayers } from "../crossover/crossover.ts";
import { renderPoints, type LatentPoint } from "../render-points.ts";
import { interpolate, type InterpolationPath } from "./interpolate.ts";
import { periodicAxesOf } from "../latent-attributes.ts";

/** See {@link morph}. */
export interface MorphOptions extends Pick<RenderLatentsOptions, "onProgress" | "signal"> {
  /** Number of frames, both ends included, ≥ 2. Default 60. */
  readonly frames?: number;
  /**
   * Interpolation of the noise: see {@link interpolate}. Default: `line` for an autoencoder, whose latents are not
   * centred at 0, else `sphere`.
   */
  readonly path?: InterpolationPath;
  /**
   * Feature offsets of each stop, `[featureOffsetSize]`: see `withFeatureOffsets`; undefined for a stop without.
   * Default: none.
   */
  readonly featureOffsets?: readonly (Float32Array | undefined)[];
  /** Whether the frames return to the start, without repeating the ends, for a seamless loop. Default false. */
  readonly loop?: boolean;
  /** Indices of the frames to draw, from 0, in this order; `loop` has no effect then. Default: all. */
  readonly frameNumbers?: readonly number[];
}

/**
 * Renders an interpolation through latent space.
 * @param stops - at least two latents, each `[latent]` or `[layers · latent]`.
 * @returns the frames.
 * @throws OmakaseError `option` when one stop has feature offsets and another one per-layer latents.
 */
export async function morph(
  sampler: Sampler,
  stops: readonly Float32Array[],
  options: MorphOptions = {},
): Promise<Picture[]> {
  const { frameNumbers, loop = false, onProgress, signal } = options;
  const walk = latentPath(sampler, stops, options);
  const points = frameNumbers ? frameNumbers.map((frame) => walk[frame]) : walk;
  const there = await renderPoints(sampler, points, { onProgress, signal });
  return loop && !frameNumbers ? [...there, ...there.slice(1, -1).reverse()] : there;
}

/** Returns the points that {@link morph} renders. */
export function latentPath(
  sampler: Sampler,
  stops: readonly Float32Array[],
  options: Pick<MorphOptions, "frames" | "path" | "featureOffsets"> = {},
): LatentPoint[] {
  const { latent, noiseSize, trained, featureOffsetSize } = sampler;
  const defaultPath = trained.model.kind === "autoencoder" ? "line" : "sphere";
  const { frames = 60, path = defaultPath, featureOffsets } = options;
  const width = Math.max(...stops.map(({ length }) => length));
  const isDetailed = featureOffsets?.some(Boolean) ?? false;
  if (isDetailed && width > latent) throw mixedKindsError();
  const row = (values: Float32Array, width: number, at: number) => values.slice(at * width, (at + 1) * width);
  const wide = stops.map((stop) => expandToLayers(stop, width));
  const latents = interpolate(wide, frames, path, noiseSize, latent, periodicAxesOf(sampler));
  if (!isDetailed) return Array.from({ length: frames }, (_, at) => ({ latent: row(latents, width, at) }));
  const offsets = featureOffsets!.map((detail) => detail ?? new Float32Array(featureOffsetSize));
  const added = interpolate(offsets, frames, "line");
  return Array.from({ length: frames }, (_, at) => ({
    latent: row(latents, width, at),
    featureOffsets: row(added, featureOffsetSize, at),
  }));
}

function mixedKindsError(): OmakaseError {
  return new OmakaseError("option", {
    where: "morph",
    expected: { ja: "同じしくみの絵", en: "pictures of one kind" },
    got: {
      ja: "段ごとに受けついだ子どもと、細部まで合わせた写真",
      en: "a child by layers and a photograph with details of its own",
    },
    remedy: { ja: "どちらかを外してください", en: "Leave one of them out" },
  });
}
