import type { ImageShape } from "../model/index.ts";
import { downsample } from "./downsample.ts";
import type { Features } from "./features.ts";

/** Most cells along a side; directions of edges; blocks of pixels, px, that count as one pixel, by scale. */
const [maxSide, directions, scales] = [16, 4, [1, 2, 4]] as const;

/** Measures of a cell that are independent of colour: of each scale its edges, bright spots and dark spots. */
const textures = scales.length * (directions + 2);

/** Returns the number of cells along a side. */
function textureSide(size: number): number {
  return Math.min(maxSide, size / 4);
}

/**
 * Computes texture features of the cells of pictures, without a trained network: the mean colour, and at three scales the
 * mean strength of edges in four directions and the strongest bright and dark spot, as square roots; beside them the means
 * of the same measures over the 3 × 3 cells around. PatchCore (Roth et al. 2022) pools the features of a network over such
 * neighbourhoods.
 *
 * @param pictures - `[count, channels, size, size]` in [−1, 1]; the size is a power of 2, at least 16.
 * @returns one row per cell, rows of cells from the top, picture after picture: `[count · side², 2 · (channels + 18)]`.
 */
export function textureFeatures(pictures: Float32Array, count: number, { channels, size }: ImageShape): Features {
  const side = textureSide(size);
  const own = channels + textures;
  const cells = new Float32Array(count * side * side * own); // [count, side, side, own]
  const means = downsample(pictures, count * channels, size, side);
  means.forEach((value, at) => {
    const [plane, cell] = [Math.floor(at / side ** 2), at % side ** 2];
    cells[(Math.floor(plane / channels) * side ** 2 + cell) * own + (plane % channels)] = value;
  });
  const grey = meanOfChannels(pictures, count, channels, size);
  scales.forEach((scale, at) => {
    const first = channels + at * (directions + 2);
    addTextures(cells, downsample(grey, count, size, size / scale), { count, size: size / scale, side, own, first });
  });
  return withNeighbourhood(cells, count, side, own);
}

function meanOfChannels(pictures: Float32Array, count: number, channels: number, size: number): Float32Array {
  const plane = size * size;
  const grey = new Float32Array(count * plane);
  for (let at = 0; at < pictures.length; at++)
    grey[Math.floor(at / (channels * plane)) * plane + (at % plane)] += pictures[at] / channels;
  return grey;
}

/** Layout of the cells, and the picture's size at the current scale; `first` is the first measure of that scale. */
interface TextureGrid {
  readonly count: number;
  readonly size: number;
  readonly side: number;
  readonly own: number;
  readonly first: number;
}

/** Adds the measures of one scale to the cells. */
function addTextures(cells: Float32Array, grey: Float32Array, { count, size, side, own, first }: TextureGrid): void {
  const cell = size / side;
  const [across, down] = [cosines(0), cosines(Math.PI / 2)];
  for (let picture = 0; picture < count; picture++)
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++) {
        const at = (picture * size + row) * size + column;
        const [left, right] = [grey[column > 0 ? at - 1 : at], grey[column < size - 1 ? at + 1 : at]];
        const [above, below] = [grey[row > 0 ? at - size : at], grey[row < size - 1 ? at + size : at]];
        const place = ((picture * side + Math.floor(row / cell)) * side + Math.floor(column / cell)) * own + first;
        const isInside = row > 0 && row < size - 1 && column > 0 && column < size - 1;
        for (let turn = 0; isInside && turn < directions; turn++)
          cells[place + turn] += Math.abs(across[turn] * (right - left) + down[turn] * (below - above)) / cell ** 2;
        const spot = 4 * grey[at] - left - right - above - below;
        const measure = place + directions + (spot > 0 ? 0 : 1);
        cells[measure] = Math.max(cells[measure], Math.abs(spot));
      }
  for (let at = 0; at < count * side * side; at++)
    for (let measure = 0; measure < directions + 2; measure++)
      cells[at * own + first + measure] = Math.sqrt(cells[at * own + first + measure]);
}

/** Returns the cosine of the angle between each direction and `angle`. */
function cosines(angle: number): number[] {
  return Array.from({ length: directions }, (_, turn) => Math.cos((Math.PI * turn) / directions - angle));
}

/** Appends to each cell the means over the 3 × 3 cells around; those at the border repeat. */
function withNeighbourhood(cells: Float32Array, count: number, side: number, own: number): Features {
  const width = 2 * own;
  const values = new Float32Array(count * side * side * width);
  const inside = (at: number) => Math.min(side - 1, Math.max(0, at));
  for (let at = 0; at < count * side * side; at++) {
    values.set(cells.subarray(at * own, (at + 1) * own), at * width);
    const [picture, row, column] = [Math.floor(at / side ** 2), Math.floor(at / side) % side, at % side];
    for (let y = row - 1; y <= row + 1; y++)
      for (let x = column - 1; x <= column + 1; x++) {
        const from = ((picture * side + inside(y)) * side + inside(x)) * own;
        for (let measure = 0; measure < own; measure++) values[at * width + own + measure] += cells[from + measure] / 9;
      }
  }
  return { values, count: count * side * side, width };
}
