import type { Features } from "./features.ts";
import { reduced, type PictureForm } from "./reduced.ts";

/** Cells along a side. */
const cells = 16;

/**
 * What is where in pictures: the mean colours of 16 × 16 cells, `[count, channels · 16 · 16]`.
 *
 * @param pictures - `[count, channels, size, size]` in [−1, 1]; the size is a power of 2, at least 16.
 */
export function layoutFeatures(pictures: Float32Array, count: number, { channels, size }: PictureForm): Features {
  return { values: reduced(pictures, count * channels, size, cells), count, width: channels * cells ** 2 };
}
