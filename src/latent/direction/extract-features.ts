import type { Weights } from "../../device/index.ts";
import type { LatentPoint, Sampler } from "../../sample/index.ts";
import { createNetworkRunner } from "../../nn/index.ts";
import { patchFeatures } from "../../feature/index.ts";

/** See {@link extractPointFeatures}. */
export interface ExtractFeaturesOptions {
  /** Called after every few images. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/** Images in memory at a time. */
const chunkSize = 64;

/** Extracts the patch features of the images of points, `[points, patchCount · patchFeatureSize]`. */
export async function extractPointFeatures(
  sampler: Sampler,
  backboneWeights: Weights,
  points: readonly LatentPoint[],
  { onProgress, signal }: ExtractFeaturesOptions = {},
): Promise<Float32Array> {
  const { device, picture } = sampler.trained;
  const total = points.length;
  const runner = createNetworkRunner(device, backboneWeights, "body", patchFeatures(picture), [
    picture.channels,
    picture.size,
    picture.size,
  ]);
  const parts: Float32Array[] = [];
  try {
    for (let at = 0; at < total; at += chunkSize) {
      signal?.throwIfAborted();
      const count = Math.min(chunkSize, total - at);
      const pictures = await sampler.decodePoints(points.slice(at, at + count));
      parts.push(await runner.run(pictures, count));
      onProgress?.({ done: at + count, total });
    }
  } finally {
    runner.dispose();
  }
  const each = parts[0].length / Math.min(chunkSize, total);
  const features = new Float32Array(total * each);
  parts.forEach((part, at) => features.set(part, at * chunkSize * each));
  return features;
}

/**
 * Extracts the patch features of images, `[count, patchCount · patchFeatureSize]`, from `[count, channels, size,
 * size]` in [−1, 1].
 */
export async function extractImageFeatures(
  { trained: { device, picture } }: Sampler,
  backboneWeights: Weights,
  pictures: Float32Array,
  count: number,
): Promise<Float32Array> {
  const runner = createNetworkRunner(device, backboneWeights, "body", patchFeatures(picture), [
    picture.channels,
    picture.size,
    picture.size,
  ]);
  const seen = await runner.run(pictures, count);
  runner.dispose();
  return seen;
}
