import type { Dataset } from "../dataset/index.ts";
import { random } from "../tensor/index.ts";

/** Pictures that can be had by number. A data set is one; so is all that a model can draw. */
export interface PictureSet {
  readonly count: number;
  /** Width and height, px. */
  readonly size: number;
  /** 1: grey, 3: RGB. */
  readonly channels: 1 | 3;
  /** Some of them: `[indices.length, channels, size, size]` in [−1, 1]. */
  batch(indices: ArrayLike<number>): Promise<Float32Array>;
}

/** The same pictures, every second one mirrored, by chance: what a model learns from that was trained with mirroring. */
export function withRandomFlips(dataset: Dataset, seed: number): PictureSet {
  const coins = random(seed, "mirrored").uniforms(dataset.count);
  const { count, size, channels } = dataset;
  const flips = (indices: ArrayLike<number>) => Array.from(indices, (index) => (coins[index] < 0.5 ? 1 : 0));
  return { count, size, channels, batch: (indices) => dataset.batch(indices, flips(indices)) };
}
