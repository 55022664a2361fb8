import type { Dataset } from "../dataset/index.ts";
import { type Picture, resize, toPicture, toTensor } from "../image/index.ts";
import { random, type Random } from "../tensor/index.ts";
import { addSyntheticDefect } from "./add-synthetic-defect.ts";
import { chunkOfValues, readChunk, type ImageChunk } from "./image-chunk.ts";
import { cutSquare, reduceToSide } from "./image-tiles.ts";

/** Smallest sizes of the classes of defects, px. */
export const defectSizes = [2, 4, 8, 16, 32, 64, 128, 256] as const;
/** Defects that are drawn until one has the wanted size. */
const maxTries = 8;
/** Sides of the squares of a full picture in which defects are drawn, px. */
const squareSides = [64, 128, 256] as const;

/** Images with one synthetic defect each. */
export interface DefectiveImages extends ImageChunk {
  /** Smallest size of the class of each defect, px of the full picture; 0 where none was drawn. */
  readonly sizes: readonly number[];
  /** Whether each was drawn in a square of the full picture, as `tiles` sees it, not in the resized one. */
  readonly areInTiles: readonly boolean[];
}

/** Options of {@link drawDefectiveImages}. */
export interface DrawDefectsOptions {
  readonly seed: number;
  /** Position of the first image: the same seed and position give the same defect. */
  readonly from: number;
  /** Longest side of the full pictures, px; beyond the size of the images, every second defect is drawn in those. */
  readonly fullSide: number;
}

/** Adds one synthetic defect to each of some images, in turn of the next class of sizes. */
export async function drawDefectiveImages(
  dataset: Dataset,
  indices: readonly number[],
  { seed, from, fullSide }: DrawDefectsOptions,
): Promise<DefectiveImages> {
  const { size, channels, count } = dataset;
  const isFull = fullSide > size;
  const each = channels * size * size;
  const others = indices.map((_, at) => random(seed, "self-test other", from + at).integer(count));
  const [clean, other] = [await readChunk(dataset, indices), await readChunk(dataset, others)];
  const values = clean.values.slice();
  const full = new Map<number, Picture>();
  const sizes: number[] = [];
  for (let at = 0; at < indices.length; at++) {
    const stream = random(seed, "self-test", from + at);
    const whole = { values: values.subarray(at * each, (at + 1) * each), other: other.values.subarray(at * each) };
    const load = async (chunk: ImageChunk) => reduceToSide(await chunk.fullPicture(at), fullSide, channels);
    if (!isFull) sizes.push(drawDefect({ ...whole, size, channels }, from + at, stream));
    else if ((from + at) % 2 === 0) {
      const before = whole.values.slice();
      const drawn = drawDefect({ ...whole, size, channels }, (from + at) >> 1, stream);
      const picture = addChange(await load(clean), before, whole.values, size);
      full.set(at, picture);
      sizes.push(sizeClass((drawn * Math.sqrt(picture.width * picture.height)) / size) ?? 0);
    } else {
      const { picture, drawn } = drawInSquare(await load(clean), await load(other), (from + at) >> 1, stream);
      full.set(at, picture);
      whole.values.set(toTensor(resize(picture, size, size), channels));
      sizes.push(drawn);
    }
  }
  const areInTiles = indices.map((_, at) => isFull && (from + at) % 2 === 1);
  return { ...chunkOfValues(values, dataset, isFull ? async (at) => full.get(at)! : undefined), sizes, areInTiles };
}

/** Square in which a defect is drawn, and another to take parts of; `[channels, size, size]` in [−1, 1]. */
interface DefectCanvas {
  readonly values: Float32Array;
  readonly other: Float32Array;
  readonly size: number;
  readonly channels: 1 | 3;
}

/**
 * Draws one defect, in place.
 *
 * @param turn - number of the defect, which decides its wanted size.
 * @returns smallest size of its class, px; 0 if none of the tries is visible.
 */
function drawDefect({ values, other, size, channels }: DefectCanvas, turn: number, stream: Random): number {
  const drawable = defectSizes.filter((least) => least <= size / 4 && least <= 16);
  const wanted = drawable[turn % drawable.length];
  const clean = values.slice();
  let found = 0;
  for (let tries = 0; found !== wanted && tries < maxTries; tries++) {
    const picture = clean.slice();
    const mask = addSyntheticDefect(picture, other, { size, channels, cell: 1 }, stream);
    const drawn = sizeClass(Math.sqrt(mask.reduce((sum, pixel) => sum + pixel, 0)));
    if (drawn === undefined) continue;
    found = drawn;
    values.set(picture);
  }
  return found;
}

function sizeClass(extent: number): number | undefined {
  return defectSizes.findLast((least) => extent >= least);
}

/** Draws a defect in a random square of a picture. */
function drawInSquare(
  clean: Picture,
  other: Picture,
  turn: number,
  stream: Random,
): { readonly picture: Picture; readonly drawn: number } {
  const channels = clean.channels === 1 ? 1 : 3;
  const smaller = Math.min(clean.width, clean.height);
  const sides = squareSides.filter((side, at) => at === 0 || side <= smaller);
  const size = sides[stream.integer(sides.length)];
  const cutFrom = ({ width, height }: Picture) =>
    [width, height].map((length) => stream.integer(Math.max(1, length - size + 1)));
  const [[left, top], [otherLeft, otherTop]] = [cutFrom(clean), cutFrom(other)];
  const values = cutSquare(clean, left, top, size);
  const canvas = { values, other: cutSquare(other, otherLeft, otherTop, size), size, channels } as const;
  const drawn = drawDefect(canvas, turn, stream);
  const square = toPicture(values, { channels, height: size, width: size });
  const pixels = clean.pixels.slice();
  for (let row = 0; row < Math.min(size, clean.height - top); row++) {
    const from = row * size * channels;
    const length = Math.min(size, clean.width - left) * channels;
    pixels.set(square.pixels.subarray(from, from + length), ((top + row) * clean.width + left) * channels);
  }
  return { picture: { ...clean, pixels }, drawn };
}

/** Adds the change of a resized picture to the full one. */
function addChange(full: Picture, before: Float32Array, after: Float32Array, size: number): Picture {
  const { width, height, channels } = full;
  const pixels = new Uint8ClampedArray(full.pixels);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const cell = Math.floor((row * size) / height) * size + Math.floor((column * size) / width);
      for (let channel = 0; channel < channels; channel++) {
        const place = channel * size * size + cell;
        pixels[(row * width + column) * channels + channel] += 127.5 * (after[place] - before[place]);
      }
    }
  return { width, height, channels, pixels: new Uint8Array(pixels.buffer) };
}
