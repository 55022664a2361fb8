import type { Dataset } from "../dataset/index.ts";
import { symmetricEigenvectors } from "../math/index.ts";

/** Few numbers for a picture, and back. See {@link fitPictureSpace}. */
export interface PictureSpace {
  /** Standard deviation of each number over the pictures; their mean is 0, the mean picture. */
  readonly spread: number[];
  /** Returns the numbers of a picture. */
  encode(picture: ArrayLike<number>): number[];
  /** Returns the picture of numbers; values may leave [−1, 1] a little. */
  decode(numbers: ArrayLike<number>): number[];
}

/** Loads every picture of a data set as a list of numbers in [−1, 1]. */
export async function listPictures(dataset: Dataset): Promise<number[][]> {
  const values = await dataset.batch(Array.from({ length: dataset.count }, (_, at) => at));
  const width = values.length / dataset.count;
  return Array.from({ length: dataset.count }, (_, at) => [...values.subarray(at * width, (at + 1) * width)]);
}

/** Computes the mean of rows of numbers, number by number. */
export function meanRow(rows: readonly (readonly number[])[]): number[] {
  return rows[0].map((_, at) => rows.reduce((sum, row) => sum + row[at] / rows.length, 0));
}

/**
 * Fits the principal components of pictures (Turk & Pentland 1991, "Eigenfaces for recognition"): the best few numbers that
 * sums alone can compute. Takes about a second for 400 pictures of 32 × 32.
 *
 * @param pictures - see {@link listPictures}.
 * @param axes - number of numbers; at most one less than pictures.
 */
export function fitPictureSpace(pictures: readonly (readonly number[])[], axes: number): PictureSpace {
  const count = pictures.length;
  const mean = meanRow(pictures);
  const rows = pictures.map((picture) => Float64Array.from(picture, (value, pixel) => value - mean[pixel]));
  const products = new Float64Array(count * count);
  for (let one = 0; one < count; one++)
    for (let other = 0; other <= one; other++)
      products[one * count + other] = products[other * count + one] = dot(rows[one], rows[other]);
  const directions = symmetricEigenvectors(products, count)
    .slice(0, Math.min(axes, count - 1))
    .map((weights) => {
      const direction = new Float64Array(mean.length);
      rows.forEach((row, at) => row.forEach((value, pixel) => (direction[pixel] += weights[at] * value)));
      const norm = Math.sqrt(dot(direction, direction));
      return direction.map((value) => value / norm);
    });
  const spread = directions.map((direction) =>
    Math.sqrt(rows.reduce((sum, row) => sum + dot(direction, row) ** 2, 0) / count),
  );
  return {
    spread,
    encode: (picture) => {
      const difference = Float64Array.from(picture, (value, pixel) => value - mean[pixel]);
      return directions.map((direction) => dot(direction, difference));
    },
    decode: (numbers) =>
      mean.map((value, pixel) =>
        directions.reduce((sum, direction, axis) => sum + direction[pixel] * numbers[axis], value),
      ),
  };
}

function dot(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at] * other[at];
  return sum;
}
