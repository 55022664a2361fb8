import type { Features } from "./features.ts";
import type { ImageShape } from "../model/index.ts";

/** Cells along a side, for colours and for details. */
const [colourCells, detailCells] = [8, 4];
/** Constant added to a difference before its logarithm: smaller differences are invisible. */
const logOffset = 0.05;

/**
 * Computes simple statistics of pictures, without a network: the mean colours of 8 × 8 cells, and in 4 × 4 cells the
 * logarithm of the difference between neighbouring pixels, at full and half resolution. Fast, identical on every
 * device, and sufficient to detect similar, blurred, noisy or entirely different pictures; insufficient to compare good
 * models.
 *
 * @param pictures - `[count, channels, size, size]` in [−1, 1]; the size is a multiple of 8.
 * @returns `[count, channels · 64 + 32]`.
 */
export function pixelStatistics(pictures: ArrayLike<number>, count: number, { channels, size }: ImageShape): Features {
  const width = channels * colourCells ** 2 + 2 * detailCells ** 2;
  const values = new Float32Array(count * width);
  for (let picture = 0; picture < count; picture++) {
    const grey = new Float32Array(size * size);
    const target = values.subarray(picture * width, (picture + 1) * width);
    for (let channel = 0; channel < channels; channel++) {
      const from = (picture * channels + channel) * size * size;
      const cell = size / colourCells;
      for (let at = 0; at < size * size; at++) {
        const value = pictures[from + at];
        grey[at] += value / channels;
        const row = Math.floor(at / size / cell);
        const column = Math.floor((at % size) / cell);
        target[(channel * colourCells + row) * colourCells + column] += value / cell ** 2;
      }
    }
    const details = target.subarray(channels * colourCells ** 2);
    localContrast(grey, size, details.subarray(0, detailCells ** 2));
    localContrast(downsampleByTwo(grey, size), size / 2, details.subarray(detailCells ** 2));
  }
  return { values, count, width };
}

/**
 * Computes the root mean squared difference of each pixel to its right and lower neighbours, as a logarithm, for each
 * cell.
 */
function localContrast(grey: Float32Array, size: number, target: Float32Array): void {
  const counts = new Float32Array(target.length);
  const cell = size / detailCells;
  for (let row = 0; row < size - 1; row++) {
    for (let column = 0; column < size - 1; column++) {
      const at = row * size + column;
      const into = Math.floor(row / cell) * detailCells + Math.floor(column / cell);
      target[into] += (grey[at] - grey[at + 1]) ** 2 + (grey[at] - grey[at + size]) ** 2;
      counts[into]++;
    }
  }
  target.forEach((sum, at) => (target[at] = Math.log(logOffset + Math.sqrt(sum / Math.max(1, counts[at])))));
}

function downsampleByTwo(grey: Float32Array, size: number): Float32Array {
  const half = size / 2;
  return new Float32Array(half * half).map((_, at) => {
    const corner = Math.floor(at / half) * 2 * size + (at % half) * 2;
    return (grey[corner] + grey[corner + 1] + grey[corner + size] + grey[corner + size + 1]) / 4;
  });
}
