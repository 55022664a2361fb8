import { OmakaseError } from "../error.ts";
import type { DrawOptions, Painter } from "../generate/index.ts";
import type { Picture } from "../image/index.ts";
import { forLayers } from "./crossover.ts";
import { drawPoints, type LatentPlace } from "./draw-points.ts";
import { interpolate, type MorphPath } from "./interpolate.ts";
import { circlesOf } from "./traits.ts";

/** See {@link morph}. */
export interface MorphOptions extends Pick<DrawOptions, "onProgress" | "signal"> {
  /** How many pictures, both ends included, ≥ 2. Default 60. */
  readonly frames?: number;
  /** See {@link interpolate}. Default: `line` for an autoencoder, whose latents do not lie around 0, else `sphere`. */
  readonly path?: MorphPath;
  /** What each stop adds to its latent: see `detailed`; undefined for a stop that adds nothing. Default: none do. */
  readonly details?: readonly (Float32Array | undefined)[];
  /** Also walks back, without showing the ends twice, so that the film can repeat without a jump. Default false. */
  readonly loop?: boolean;
  /** Draws but these frames, by their numbers from 0 on, in this order; `loop` does not count. Default: all. */
  readonly only?: readonly number[];
}

/**
 * Draws a walk through latent space.
 *
 * @param stops - at least two latents, one each or one for each layer: where it begins, what it passes, where it ends.
 * @throws OmakaseError `option` when one stop has details and another one a latent for each layer.
 */
export async function morph(
  artist: Painter,
  stops: readonly Float32Array[],
  options: MorphOptions = {},
): Promise<Picture[]> {
  const { only, loop = false, onProgress, signal } = options;
  const walk = walkOf(artist, stops, options);
  const points = only ? only.map((frame) => walk[frame]) : walk;
  const there = await drawPoints(artist, points, { onProgress, signal });
  return loop && !only ? [...there, ...there.slice(1, -1).reverse()] : there;
}

/** The walk that {@link morph} draws, without drawing it. */
export function walkOf(
  artist: Painter,
  stops: readonly Float32Array[],
  options: Pick<MorphOptions, "frames" | "path" | "details"> = {},
): LatentPlace[] {
  const { latent, random, trained, details: fine } = artist;
  const usual = trained.model.kind === "autoencoder" ? "line" : "sphere";
  const { frames = 60, path = usual, details } = options;
  const width = Math.max(...stops.map(({ length }) => length));
  const isDetailed = details?.some(Boolean) ?? false;
  if (isDetailed && width > latent) throw bothKinds();
  const row = (values: Float32Array, width: number, at: number) => values.slice(at * width, (at + 1) * width);
  const wide = stops.map((stop) => forLayers(stop, width));
  const latents = interpolate(wide, frames, path, random, latent, circlesOf(artist));
  if (!isDetailed) return Array.from({ length: frames }, (_, at) => ({ latent: row(latents, width, at) }));
  const own = details!.map((detail) => detail ?? new Float32Array(fine));
  const added = interpolate(own, frames, "line");
  return Array.from({ length: frames }, (_, at) => ({ latent: row(latents, width, at), detail: row(added, fine, at) }));
}

function bothKinds(): OmakaseError {
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
