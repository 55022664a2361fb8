import { drawLatents, nameWishes, signature, type Drawing, type DrawOptions, type Painter } from "../generate/index.ts";
import type { Picture } from "../image/index.ts";
import { forLayers } from "./crossover.ts";
import { wishesOf } from "./traits.ts";

/** A place in latent space. */
export interface LatentPlace {
  /** One latent, or one for each layer. */
  readonly latent: Float32Array;
  /** What is added to it: see `detailed`. Default: nothing. */
  readonly detail?: Float32Array;
}

type Watching = Pick<DrawOptions, "onProgress" | "signal">;

/**
 * Draws places in latent space.
 *
 * @param points - at least one. All have details, or none does.
 */
export function drawPoints(artist: Painter, points: readonly LatentPlace[], options: Watching): Promise<Picture[]> {
  const width = Math.max(...points.map(({ latent }) => latent.length));
  const latents = new Float32Array(points.length * width);
  points.forEach(({ latent }, at) => latents.set(forLayers(latent, width), at * width));
  const details = points[0].detail && new Float32Array(points.length * artist.details);
  if (details) points.forEach(({ detail }, at) => details.set(detail!, at * artist.details));
  return drawLatents(artist, latents, { ...options, width, details });
}

/** The same, each with the recipe to draw it again. */
export async function drawingsAt(
  artist: Painter,
  points: readonly LatentPlace[],
  options: Watching = {},
): Promise<Drawing[]> {
  const pictures = await drawPoints(artist, points, options);
  const signed = await signature(artist.trained);
  return pictures.map((picture, at) => {
    const { latent, detail } = points[at];
    const wishes = wishesOf(artist, latent).map((value) => Float32Array.of(value));
    return {
      picture,
      recipe: {
        ...signed,
        latent: [...latent],
        ...(detail && { detail: [...detail] }),
        ...(artist.attributes && { attributes: nameWishes(artist.attributes, wishes) }),
      },
    };
  });
}
