import type { Dataset } from "../dataset/index.ts";
import type { Picture } from "../image/index.ts";
import { random } from "../tensor/index.ts";

/** Pictures with random access. A data set is one; the samples of a model are another. */
export interface PictureSet {
  readonly count: number;
  /** Width and height, px. */
  readonly size: number;
  /** 1: grey, 3: RGB. */
  readonly channels: 1 | 3;
  /** Loads pictures by index: `[indices.length, channels, size, size]` in [−1, 1]. */
  batch(indices: ArrayLike<number>): Promise<Float32Array>;
  /** Loads one picture at its own size and shape. Undefined: only the resized ones are there. */
  fullPicture?(index: number): Promise<Picture>;
}

/** Mirrors every picture of a data set with probability ½: the distribution that a model trained with flips learns. */
export function withRandomFlips(dataset: Dataset, seed: number): PictureSet {
  const coins = random(seed, "mirrored").uniforms(dataset.count);
  const { count, size, channels } = dataset;
  const flips = (indices: ArrayLike<number>) => Array.from(indices, (index) => (coins[index] < 0.5 ? 1 : 0));
  return { count, size, channels, batch: (indices) => dataset.batch(indices, flips(indices)) };
}
