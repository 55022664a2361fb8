import { internalError } from "../../error.ts";
import { crc32, resize } from "../../image/index.ts";
import type { Dataset, ProgressListener } from "../dataset.ts";
import { fromPlanes } from "../picture-store.ts";

/** Width and height of a thumbnail, px. */
export const thumbnailSize = 16;

/** Pixel statistics of every picture, the input of a report. */
export interface Thumbnails {
  /** `[count, length]`: RGB or grey, `thumbnailSize` wide and high, channels interleaved. */
  readonly values: Uint8Array;
  /** Values per thumbnail. */
  readonly length: number;
  /** `[count]`: mean of all values of the picture, 0 (black) … 1 (white). */
  readonly brightness: Float32Array;
  /** `[count]`: standard deviation of all values, 0 (one colour) … ½. */
  readonly contrast: Float32Array;
  /** `[count]`: checksum of the pixels; equal pixels have equal checksums. */
  readonly checksums: Float64Array;
}

/** Makes the thumbnail and the statistics of every picture, a few at a time. */
export async function makeThumbnails(dataset: Dataset, onProgress?: ProgressListener): Promise<Thumbnails> {
  const { count, size, channels } = dataset;
  const length = thumbnailSize * thumbnailSize * channels;
  const bytesEach = size * size * channels;
  const result = {
    values: new Uint8Array(count * length),
    length,
    brightness: new Float32Array(count),
    contrast: new Float32Array(count),
    checksums: new Float64Array(count),
  };
  for (let first = 0; first < count; first += 64) {
    const indices = Array.from({ length: Math.min(64, count - first) }, (_, at) => first + at);
    const pixels = await dataset.pixels(indices);
    if (pixels.length !== indices.length * bytesEach) throw internalError(`${dataset.name}: pixels of another size`);
    for (const index of indices) {
      const picture = pixels.subarray((index - first) * bytesEach, (index - first + 1) * bytesEach);
      let sum = 0;
      let squares = 0;
      for (const value of picture) {
        sum += value;
        squares += value * value;
      }
      const mean = sum / bytesEach;
      result.brightness[index] = mean / 255;
      result.contrast[index] = Math.sqrt(Math.max(0, squares / bytesEach - mean * mean)) / 255;
      // 52 bits: two CRCs with different prefixes.
      result.checksums[index] = crc32(picture) * 2 ** 20 + (crc32(Uint8Array.of(1), picture) >>> 12);
      const small = resize(fromPlanes(picture, { size, channels }), thumbnailSize, thumbnailSize);
      result.values.set(small.pixels, index * length);
    }
    onProgress?.({ done: first + indices.length, total: count });
    // Yields to the event loop (screen, Ctrl-C).
    await new Promise((turn) => setTimeout(turn, 0));
  }
  return result;
}
