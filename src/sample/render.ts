import { toPictures, type Picture } from "../image/index.ts";
import type { LatentPoint } from "./latent-point.ts";
import type { Sampler } from "./sampler.ts";

/**
 * Batch size of images whose bytes matter. It is fixed so that an image has the same bytes alone and among others: a
 * device may compute one image by other kernels than many.
 */
export const renderBatch = 16;

/** See {@link render}. */
export interface RenderOptions {
  /** Batch size, ≥ 1; it decides the last bits. Default {@link renderBatch}. */
  readonly batch?: number;
  /** Called after every batch: `done` of `total` images are drawn. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/**
 * Renders points of latent space: the same point gives the same bytes, whatever else is drawn.
 * @param points - any number of points, of any kinds.
 * @returns an image per point.
 * @throws OmakaseError `option` when a part of a point has another length than the model needs.
 *
 * @example
 * ```ts
 * const sampler = createSampler(trained);
 * const [image] = await render(sampler, sampler.points(1, 1));
 * image.width; // 16
 * ```
 */
export async function render(
  sampler: Sampler,
  points: readonly LatentPoint[],
  { batch = renderBatch, onProgress, signal }: RenderOptions = {},
): Promise<Picture[]> {
  const { size, channels } = sampler.trained.picture;
  const pictures: Picture[] = [];
  for (let at = 0; at < points.length; at += batch) {
    signal?.throwIfAborted();
    const values = await sampler.decodePoints(points.slice(at, at + batch), batch);
    pictures.push(...toPictures(values, { channels, height: size, width: size }));
    onProgress?.({ done: pictures.length, total: points.length });
  }
  return pictures;
}
