import { drawLatents, type DrawOptions, type Painter } from "../generate/index.ts";
import type { Picture } from "../image/index.ts";
import { interpolate, type MorphPath } from "./interpolate.ts";

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
}

/**
 * Draws a walk through latent space.
 *
 * @param stops - at least two latents: where it begins, what it passes, where it ends.
 */
export async function morph(
  artist: Painter,
  stops: readonly Float32Array[],
  options: MorphOptions = {},
): Promise<Picture[]> {
  const usual = artist.trained.model.kind === "autoencoder" ? "line" : "sphere";
  const { frames = 60, path = usual, loop = false, details, ...watching } = options;
  const fine = details?.some(Boolean)
    ? interpolate(
        details.map((detail) => detail ?? new Float32Array(artist.details)),
        frames,
        "line",
      )
    : undefined;
  const walk = interpolate(stops, frames, path, artist.random);
  const there = await drawLatents(artist, walk, { ...watching, details: fine });
  return loop ? [...there, ...there.slice(1, -1).reverse()] : there;
}
