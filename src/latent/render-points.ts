import {
  renderLatents,
  nameAttributes,
  provenance,
  type RenderedImage,
  type RenderLatentsOptions,
  type Sampler,
} from "../sample/index.ts";
import type { Picture } from "../image/index.ts";
import { expandToLayers } from "./crossover/crossover.ts";
import { latentAttributes } from "./latent-attributes.ts";

/** A point of latent space. */
export interface LatentPoint {
  /** Latent, `[latent]` or `[layers · latent]`. */
  readonly latent: Float32Array;
  /** Feature offsets, `[featureOffsetSize]`: see `withFeatureOffsets`. Default: none. */
  readonly featureOffsets?: Float32Array;
}

type ProgressOptions = Pick<RenderLatentsOptions, "onProgress" | "signal">;

/**
 * Renders points of latent space.
 * @param points - at least one; all have feature offsets, or none does.
 */
export function renderPoints(
  sampler: Sampler,
  points: readonly LatentPoint[],
  options: ProgressOptions,
): Promise<Picture[]> {
  const width = Math.max(...points.map(({ latent }) => latent.length));
  const latents = new Float32Array(points.length * width);
  points.forEach(({ latent }, at) => latents.set(expandToLayers(latent, width), at * width));
  const details = points[0].featureOffsets && new Float32Array(points.length * sampler.featureOffsetSize);
  if (details) points.forEach(({ featureOffsets }, at) => details.set(featureOffsets!, at * sampler.featureOffsetSize));
  return renderLatents(sampler, latents, { ...options, width, featureOffsets: details });
}

/**
 * Renders points of latent space, each with its recipe.
 * @param points - at least one; all have feature offsets, or none does.
 */
export async function renderPointsWithRecipes(
  sampler: Sampler,
  points: readonly LatentPoint[],
  options: ProgressOptions = {},
): Promise<RenderedImage[]> {
  const pictures = await renderPoints(sampler, points, options);
  const signed = await provenance(sampler.trained);
  return pictures.map((picture, at) => {
    const { latent, featureOffsets } = points[at];
    const conditions = latentAttributes(sampler, latent).map((value) => Float32Array.of(value));
    return {
      picture,
      recipe: {
        ...signed,
        latent: [...latent],
        ...(featureOffsets && { featureOffsets: [...featureOffsets] }),
        ...(sampler.attributes && { attributes: nameAttributes(sampler.attributes, conditions) }),
      },
    };
  });
}
