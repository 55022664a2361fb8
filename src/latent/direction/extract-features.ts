import type { Weights } from "../../device/index.ts";
import { sliceLocalEdits, type Sampler, type LocalEdit } from "../../sample/index.ts";
import { createNetworkRunner } from "../../nn/index.ts";
import { patchFeatures } from "../../feature/index.ts";

/** Latents and the patch features of their images. */
export interface LatentFeatures {
  /** `[count, latent]`. */
  readonly latents: Float32Array;
  /** Patch features, `[count, patchCount · patchFeatureSize]`. */
  readonly features: Float32Array;
}

/** See {@link extractLatentFeatures}. */
export interface ExtractFeaturesOptions {
  /** Called after every few images. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/** See {@link extractLatentFeatures}. */
export interface ExtractLatentFeaturesOptions extends ExtractFeaturesOptions {
  /** Local edits of the latents. Default: none. */
  readonly localEdits?: readonly LocalEdit[];
}

/** Images in memory at a time. */
const chunkSize = 64;

/** Extracts the patch features of the images of some latents. */
export async function extractLatentFeatures(
  sampler: Sampler,
  backboneWeights: Weights,
  latents: Float32Array,
  { localEdits = [], onProgress, signal }: ExtractLatentFeaturesOptions = {},
): Promise<LatentFeatures> {
  const { device, picture } = sampler.trained;
  const total = latents.length / sampler.latent;
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
      const own = latents.subarray(at * sampler.latent, (at + count) * sampler.latent);
      const pictures = await sampler.decodeWithLocalEdits(
        own,
        sliceLocalEdits(localEdits, sampler.noiseSize, at, count),
        count,
      );
      parts.push(await runner.run(pictures, count));
      onProgress?.({ done: at + count, total });
    }
  } finally {
    runner.dispose();
  }
  const each = parts[0].length / Math.min(chunkSize, total);
  const features = new Float32Array(total * each);
  parts.forEach((part, at) => features.set(part, at * chunkSize * each));
  return { latents, features };
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
