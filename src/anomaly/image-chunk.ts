import type { PictureSet } from "../feature/index.ts";
import { toPicture, type Picture } from "../image/index.ts";

/** Some images that are measured together. */
export interface ImageChunk {
  /** `[count, channels, size, size]` in [−1, 1]. */
  readonly values: Float32Array;
  readonly count: number;
  /** Loads one of them at its own size and shape. */
  fullPicture(at: number): Promise<Picture>;
}

/** Reads images of a set; where it has no full pictures, the resized ones stand for them. */
export async function readChunk(set: PictureSet, indices: readonly number[]): Promise<ImageChunk> {
  const values = await set.batch(indices);
  return chunkOfValues(values, set, set.fullPicture && ((at) => set.fullPicture!(indices[at])));
}

/**
 * Makes a chunk of images.
 *
 * @param values - `[count, channels, size, size]` in [−1, 1].
 */
export function chunkOfValues(
  values: Float32Array,
  { size, channels }: Pick<PictureSet, "size" | "channels">,
  fullPicture?: ImageChunk["fullPicture"],
): ImageChunk {
  return {
    values,
    count: values.length / (channels * size * size),
    fullPicture: fullPicture ?? (async (at) => toPicture(values, { channels, height: size, width: size }, at)),
  };
}
