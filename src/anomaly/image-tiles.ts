import { joinFeatures, selectFeatures, type Features } from "../feature/index.ts";
import { flattenAlpha, resize, type Picture } from "../image/index.ts";
import type { ImageShape } from "../model/index.ts";

/** Side of a tile, of its cells, and what neighbouring tiles share on each side, px. */
const [tileSize, cellSize, margin] = [128, 8, 8];
/** Cells along a side of a tile. */
const tileCells = tileSize / cellSize;
/** Longest side of pictures that are cut into tiles, px; larger ones are reduced. */
export const maxFullSide = 1024;

/** Features of the cells of a whole picture, one row per cell, rows of cells from the top. */
export interface TileFeatures {
  readonly features: Features;
  /** Cells across. */
  readonly width: number;
  /** Cells down. */
  readonly height: number;
}

/**
 * Reduces a picture to an opaque one with at most `longest` px on its longer side; keeps its shape.
 *
 * @param channels - channels of the result: 1 is grey, 3 is RGB.
 */
export function reduceToSide(picture: Picture, longest: number, channels: 1 | 3): Picture {
  const opaque = flattenAlpha(picture, channels);
  const scale = longest / Math.max(opaque.width, opaque.height);
  if (scale >= 1) return opaque;
  const scaled = (length: number) => Math.max(1, Math.round(length * scale));
  return resize(opaque, scaled(opaque.width), scaled(opaque.height));
}

/**
 * Cuts a square out of a picture; beyond its edges, those repeat.
 *
 * @returns `[channels, side, side]` in [−1, 1].
 */
export function cutSquare(picture: Picture, left: number, top: number, side: number): Float32Array {
  const { width, height, channels, pixels } = picture;
  const values = new Float32Array(channels * side * side);
  for (let row = 0; row < side; row++) {
    const y = Math.min(height - 1, Math.max(0, top + row));
    for (let column = 0; column < side; column++) {
      const from = (y * width + Math.min(width - 1, Math.max(0, left + column))) * channels;
      for (let channel = 0; channel < channels; channel++)
        values[(channel * side + row) * side + column] = pixels[from + channel] / 127.5 - 1;
    }
  }
  return values;
}

/**
 * Computes the features of the cells of a square, `cells` along a side.
 *
 * @param square - `[channels, size, size]` in [−1, 1].
 */
export type SquareFeatures = (square: Float32Array, shape: ImageShape, cells: number) => Promise<Features>;

/**
 * Computes features of cells of 8 px, over the whole of a picture of any shape. Tiles of 128 px are read one after
 * the other; they overlap by 8 px on each side, so that a cell knows its neighbours.
 *
 * @param picture - opaque picture, 1 or 3 channels.
 * @param squareFeatures - computes those of a tile.
 * @returns one row per cell; cells beyond the right or lower edge are partly repeated pixels.
 */
export async function tileFeatures(picture: Picture, squareFeatures: SquareFeatures): Promise<TileFeatures> {
  const [width, height] = [picture.width, picture.height].map((length) => Math.ceil(length / cellSize));
  const channels = picture.channels === 1 ? 1 : 3;
  const inner = tileCells - (2 * margin) / cellSize;
  const rows: Features[] = [];
  const places: number[] = [];
  for (let top = 0; top < height; top += inner)
    for (let left = 0; left < width; left += inner) {
      const tile = cutSquare(picture, left * cellSize - margin, top * cellSize - margin, tileSize);
      const used: number[] = [];
      for (let row = top; row < Math.min(height, top + inner); row++)
        for (let column = left; column < Math.min(width, left + inner); column++) {
          used.push((row - top + margin / cellSize) * tileCells + column - left + margin / cellSize);
          places.push(row * width + column);
        }
      rows.push(selectFeatures(await squareFeatures(tile, { size: tileSize, channels }, tileCells), used));
    }
  const order = new Uint32Array(places.length);
  places.forEach((place, at) => (order[place] = at));
  return { features: selectFeatures(joinFeatures(rows), order), width, height };
}
