import { batchFlips, batchIndices } from "./batch-indices.ts";
import type { Dataset } from "./dataset.ts";

/** Options of {@link batchAt}. Whatever is done to a picture is done to its partner as well. */
export interface BatchAtOptions {
  /** Shows every second picture mirrored, by chance: twice the pictures where left and right mean nothing. Default false. */
  readonly flip?: boolean;
}

/** What one training step sees. */
export interface Batch {
  /** Which pictures: `[batchSize]`. */
  readonly indices: Uint32Array;
  /** `[batchSize, channels, size, size]`, −1 … 1. */
  readonly pictures: Float32Array;
  /** For pairs: what they are to be made from, `[batchSize, inputs.channels, size, size]`, −1 … 1. */
  readonly inputs?: Float32Array;
}

/** The batch of training step `step` (0, 1, …); the same seed and step give the same batch. */
export async function batchAt(
  dataset: Dataset,
  seed: number,
  step: number,
  batchSize: number,
  options: BatchAtOptions = {},
): Promise<Batch> {
  const indices = batchIndices(seed, step, batchSize, dataset.count);
  const flips = options.flip ? batchFlips(seed, step, batchSize) : undefined;
  const [pictures, inputs] = await Promise.all([dataset.batch(indices, flips), dataset.inputs?.batch(indices, flips)]);
  return { indices, pictures, inputs };
}
