import type { Features } from "./features.ts";
import type { ImageShape } from "../model/index.ts";
import { downsample } from "./downsample.ts";

/** Cells along a side. */
const cells = 16;

/**
 * Computes the mean colours of 16 × 16 cells.
 *
 * @param pictures - `[count, channels, size, size]` in [−1, 1]; the size is a power of 2, at least 16.
 * @returns `[count, channels · 16 · 16]`.
 */
export function layoutFeatures(pictures: Float32Array, count: number, { channels, size }: ImageShape): Features {
  return { values: downsample(pictures, count * channels, size, cells), count, width: channels * cells ** 2 };
}
