import { weightedIndices } from "./sampling-weights.ts";
import { batchFlips, batchIndices } from "./batch-indices.ts";
import type { Dataset } from "./dataset.ts";
import { batchShifts, checkJitter, jitterPictures } from "./jitter-images.ts";

/** Options of {@link batchAt}. Both halves of a pair are transformed alike. */
export interface BatchAtOptions {
  /** Mirrors each picture with probability ½: doubles the data where left and right are equivalent. Default false. */
  readonly flip?: boolean;
  /**
   * Maximum random shift left, right, up and down, px, 0 … size / 2. Pictures are first enlarged by as much on every
   * side, so that no border comes in. Default 0; the pix2pix paper uses size × 15 / 256.
   */
  readonly jitter?: number;
  /** Cumulative probabilities from `samplingWeights`. Default: every picture once per epoch. */
  readonly probabilities?: Float64Array;
}

/** Choice of the pictures of one training step. */
export interface BatchChoice {
  /** Indices of the pictures: `[batchSize]`. */
  readonly indices: Uint32Array;
  /** 1 mirrors a picture, 0 does not: `[batchSize]`. Undefined: none is mirrored. */
  readonly flips: Uint8Array | undefined;
}

/** Batch of one training step. */
export interface Batch extends BatchChoice {
  /** `[batchSize, channels, size, size]`, −1 … 1. */
  readonly pictures: Float32Array;
  /** Inputs of pairs: `[batchSize, inputs.channels, size, size]`, −1 … 1. Undefined without pairs. */
  readonly inputs?: Float32Array;
}

/** Chooses the pictures of training step `step` (0, 1, …) from `count`; a function of seed and step. */
export function batchChoiceAt(
  count: number,
  seed: number,
  step: number,
  batchSize: number,
  { flip = false, probabilities }: BatchAtOptions = {},
): BatchChoice {
  const indices = probabilities
    ? weightedIndices(seed, step, batchSize, probabilities)
    : batchIndices(seed, step, batchSize, count);
  return { indices, flips: flip ? batchFlips(seed, step, batchSize) : undefined };
}

/**
 * Loads the batch of training step `step` (0, 1, …); a function of seed and step.
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
  const { jitter = 0 } = options;
  const { indices, flips } = batchChoiceAt(dataset.count, seed, step, batchSize, options);
  checkJitter(jitter, dataset.size);
  const shifts = jitter > 0 ? batchShifts(seed, step, batchSize, jitter) : undefined;
  const half = async (from: Dataset): Promise<Float32Array> => {
    const values = await from.batch(indices, flips);
    return shifts ? jitterPictures(values, from.size, shifts, jitter) : values;
  };
  const pictures = await half(dataset);
  return { indices, flips, pictures, inputs: dataset.inputs && (await half(dataset.inputs)) };
}
