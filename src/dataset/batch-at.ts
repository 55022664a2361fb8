import { weightedIndices } from "./sampling-weights.ts";
import { batchFlips, batchIndices } from "./batch-indices.ts";
import type { Dataset } from "./dataset.ts";
import { batchShifts, checkJitter, jitterPictures } from "./jitter-images.ts";

/** Options of {@link batchAt}. Whatever is done to a picture is done to its partner as well. */
export interface BatchAtOptions {
  /** Shows every second picture mirrored, by chance: twice the pictures where left and right mean nothing. Default false. */
  readonly flip?: boolean;
  /**
   * How far each picture may move by chance, left, right, up and down, px, 0 … size / 2. So that nothing comes in from
   * outside, pictures are made larger by as much on every side. Default 0; the pix2pix paper has size × 15 / 256.
   */
  readonly jitter?: number;
  /** How often each picture is shown: see `samplingWeights`. Default: every picture once per epoch. */
  readonly probabilities?: Float64Array;
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

/**
 * The batch of training step `step` (0, 1, …); the same seed and step give the same batch.
 *
 * @throws OmakaseError `option` when jitter is out of its range.
 */
export async function batchAt(
  dataset: Dataset,
  seed: number,
  step: number,
  batchSize: number,
  options: BatchAtOptions = {},
): Promise<Batch> {
  const { jitter = 0, probabilities } = options;
  const indices = probabilities
    ? weightedIndices(seed, step, batchSize, probabilities)
    : batchIndices(seed, step, batchSize, dataset.count);
  const flips = options.flip ? batchFlips(seed, step, batchSize) : undefined;
  checkJitter(jitter, dataset.size);
  const shifts = jitter > 0 ? batchShifts(seed, step, batchSize, jitter) : undefined;
  const half = async (from: Dataset): Promise<Float32Array> => {
    const values = await from.batch(indices, flips);
    return shifts ? jitterPictures(values, from.size, shifts, jitter) : values;
  };
  const pictures = await half(dataset);
  return { indices, pictures, inputs: dataset.inputs && (await half(dataset.inputs)) };
}
