import { OmakaseError } from "../../error.ts";
import type { RenderLatentsOptions, Sampler } from "../../sample/index.ts";
import type { Picture } from "../../image/index.ts";
import { expandToLayers } from "../crossover/crossover.ts";
import { renderPoints, type LatentPoint } from "../render-points.ts";
import { interpolate, type InterpolationPath } from "./interpolate.ts";
import { periodicAxesOf } from "../latent-attributes.ts";

/** See {@link morph}. */
export interface MorphOptions extends Pick<RenderLatentsOptions, "onProgress" | "signal"> {
  /** How many pictures, both ends included, ≥ 2. Default 60. */
  readonly frames?: number;
  /** See {@link interpolate}. Default: `line` for an autoencoder, whose latents do not lie around 0, else `sphere`. */
  readonly path?: InterpolationPath;
  /** What each stop adds to its latent: see `detailed`; undefined for a stop that adds nothing. Default: none do. */
  readonly featureOffsets?: readonly (Float32Array | undefined)[];
  /** Also walks back, without showing the ends twice, so that the film can repeat without a jump. Default false. */
  readonly loop?: boolean;
  /** Draws but these frames, by their numbers from 0 on, in this order; `loop` does not count. Default: all. */
  readonly frameNumbers?: readonly number[];
}

/**
 * Draws a walk through latent space.
 *
 * @param stops - at least two latents, one each or one for each layer: where it begins, what it passes, where it ends.
 * @throws OmakaseError `option` when one stop has details and another one a latent for each layer.
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

/** The walk that {@link morph} draws, without drawing it. */
export function latentPath(
  sampler: Sampler,
  stops: readonly Float32Array[],
  options: Pick<MorphOptions, "frames" | "path" | "featureOffsets"> = {},
): LatentPoint[] {
  const { latent, noiseSize, trained, featureOffsetSize: fine } = sampler;
  const usual = trained.model.kind === "autoencoder" ? "line" : "sphere";
  const { frames = 60, path = usual, featureOffsets } = options;
  const width = Math.max(...stops.map(({ length }) => length));
  const isDetailed = featureOffsets?.some(Boolean) ?? false;
  if (isDetailed && width > latent) throw mixedKindsError();
  const row = (values: Float32Array, width: number, at: number) => values.slice(at * width, (at + 1) * width);
  const wide = stops.map((stop) => expandToLayers(stop, width));
  const latents = interpolate(wide, frames, path, noiseSize, latent, periodicAxesOf(sampler));
  if (!isDetailed) return Array.from({ length: frames }, (_, at) => ({ latent: row(latents, width, at) }));
  const own = featureOffsets!.map((detail) => detail ?? new Float32Array(fine));
  const added = interpolate(own, frames, "line");
  return Array.from({ length: frames }, (_, at) => ({
    latent: row(latents, width, at),
    featureOffsets: row(added, fine, at),
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
