import type { Features } from "./features.ts";
import type { ImageShape } from "../model/index.ts";
import { downsample } from "./downsample.ts";

/** Side to which pictures are downsampled, px; cells along it; bins of edge direction. */
const [maxSide, cells, directions] = [32, 8, 8];

/**
 * Computes histograms of oriented gradients (Dalal & Triggs 2005; we differ: no block normalisation): in each of 8 × 8
 * cells the square root of the edge strength in each of 8 directions.
 *
 * @param pictures - `[count, channels, size, size]` in [−1, 1]; the size is a power of 2, at least 16.
 * @returns `[count, 8 · 8 · 8]`.
 */
export function edgeFeatures(pictures: Float32Array, count: number, { channels, size }: ImageShape): Features {
  const side = Math.min(maxSide, size);
  const planes = downsample(pictures, count * channels, size, side);
  const cell = side / cells;
  const width = cells * cells * directions;
  const values = new Float32Array(count * width);
  for (let plane = 0; plane < count * channels; plane++) {
    const into = Math.floor(plane / channels) * width;
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        const at = (plane * side + row) * side + column;
        const across = column === 0 || column === side - 1 ? 0 : planes[at + 1] - planes[at - 1];
        const down = row === 0 || row === side - 1 ? 0 : planes[at + side] - planes[at - side];
        const strength = Math.hypot(across, down);
        if (strength === 0) continue;
        // opposite gradients are the same edge direction: modulo half a turn
        const turn = ((Math.atan2(down, across) / Math.PI + 1) % 1) * directions;
        const first = Math.floor(turn) % directions;
        const place = into + (Math.floor(row / cell) * cells + Math.floor(column / cell)) * directions;
        values[place + first] += strength * (1 - (turn % 1));
        values[place + ((first + 1) % directions)] += strength * (turn % 1);
      }
    }
  }
  return { values: values.map(Math.sqrt), count, width };
}
