import {
  attributeMask,
  attributeColumns,
  samplingWeights,
  batchAt,
  batchChoiceAt,
  encodeAttributes,
  type Attributes,
  type BatchAtOptions,
  type Dataset,
} from "../dataset/index.ts";
import type { Device, Weights } from "../device/index.ts";
import { internalError } from "../error.ts";
import { type ImageShape, type Model, type Settings } from "../model/index.ts";
import { createTrainer, type BatchSource, type Metrics, type Trainer } from "./trainer.ts";

/** See {@link train}. */
export interface TrainOptions {
  readonly device: Device;
  /** Number of steps, 1 or more. */
  readonly steps: number;
  /** Seed of the initial weights and of all random numbers of training. Default 1. */
  readonly seed?: number;
  /** Mirrors each image with probability 1/2. Default false. */
  readonly flip?: boolean;
  /** Overrides of the model's default settings. */
  readonly settings?: Partial<Settings>;
  /**
   * Weights of a trained model with the same networks, to start from (fine-tuning): `weights` of a {@link TrainingResult}.
   * Default: fresh ones.
   */
  readonly start?: Weights;
  /** Names the first operation that makes a number NaN or infinite when training diverges; slow. Default false. */
  readonly detectAnomaly?: boolean;
}

/** Metrics of a step. */
export interface TrainingEvent {
  /** Steps done, from 1. */
  readonly step: number;
  readonly imagesSeen: number;
  readonly metrics: Metrics;
}

/** A training, which runs while its events are iterated over. */
export interface Training extends AsyncIterable<TrainingEvent> {
  /** Returns the model as it is between two events, so that it can draw while it learns. */
  snapshot(): Promise<TrainingResult>;
  /** Runs the remaining steps and returns the trained model, ready for `createSampler`. */
  result(): Promise<TrainingResult>;
}

/** See {@link Training.result}. */
export interface TrainingResult {
  readonly model: Model;
  readonly picture: ImageShape;
  readonly weights: Weights;
  readonly device: Device;
  /** Attribute values of the training images, one column for each attribute; only for a model with attributes. */
  readonly examples?: readonly Float32Array[];
  readonly step: number;
}

/**
 * Trains a model on a data set, in memory. Runs (`trainRun`) add checkpoints, figures and resuming.
 *
 * @param model - a built-in model such as `gan(ganNetworks(…))`, or one of `defineModel`.
 * @param dataset - images, `[channel, size, size]` each, for which the model was made.
 * @returns an async iterable with one event for each step; `result()` returns the trained model.
 * @throws OmakaseError while iterating: `shape` when the model does not fit the images, `diverged` when a metric is NaN or
 *   infinite, `checkpoint` when `start` belongs to other networks.
 *
 * @example
 * ```ts
 * const model = autoencoder(autoencoderNetworks({ size: 16, channels: 3, features: 8, latent: 16 }));
 * const training = train(model, sushi, { device, steps: 2 });
 * for await (const { step, metrics } of training) step === 2 && metrics.loss;
 * const trained = await training.result();
 * ```
 */
export function train(model: Model, dataset: Dataset, options: TrainOptions): Training {
  const { device, steps, seed = 1, flip = false, settings, start, detectAnomaly } = options;
  let trained: TrainingResult | undefined;
  let current: Trainer | undefined;

  async function resultOf(trainer: Trainer): Promise<TrainingResult> {
    const picture = { size: dataset.size, channels: dataset.channels };
    const examples = model.attributes && attributeColumns(model.attributes, dataset);
    return { model, picture, device, examples, ...(await trainer.snapshot()) };
  }

  async function* events(): AsyncGenerator<TrainingEvent> {
    if (trained) return;
    const source = createBatchSource(dataset, seed, { flip, attributes: model.attributes });
    const length = withLength(model, steps, settings);
    const trainer = await createTrainer(model, source, { device, seed, settings: length, start, detectAnomaly });
    current = trainer;
    try {
      while (trainer.step < steps) {
        const metrics = await trainer.advance();
        yield { step: trainer.step, imagesSeen: trainer.imagesSeen, metrics };
      }
      trained = await resultOf(trainer);
    } finally {
      current = undefined;
      trainer.dispose();
    }
  }

  const iterator = events();
  return {
    [Symbol.asyncIterator]: () => iterator,
    async snapshot() {
      const result = trained ?? (current && (await resultOf(current)));
      if (!result) throw internalError("a training has no model before its first step");
      return result;
    },
    async result() {
      while (!trained && !(await iterator.next()).done);
      if (!trained) throw internalError("the training was left before its last step");
      return trained;
    },
  };
}

/** Adds the length of a training to its settings, unless they have it. */
export function withLength(model: Model, steps: number, settings: Partial<Settings> = {}): Partial<Settings> {
  const { batchSize = model.settings.batchSize, totalImages = steps * batchSize } = settings;
  return { ...settings, totalImages };
}

/** See {@link createBatchSource}. */
export interface BatchSourceOptions extends BatchAtOptions {
  /** Attributes that each batch contains, encoded. Default: none. */
  readonly attributes?: Attributes;
  /** Samples rare combinations of attributes more often: see `samplingWeights`. Default false. */
  readonly balanced?: boolean;
}

/**
 * Creates a source of training batches from a data set. The batch of a step depends on the seed and the step only.
 *
 * @param seed - 0 or more.
 * @throws OmakaseError `option` or `source` when the images lack tags for the attributes.
 *
 * @example
 * ```ts
 * const source = createBatchSource(sushi, 1, { flip: true });
 * const batch = await source.batch(0, 4); // the batch of the first step
 * ```
 */
export function createBatchSource(dataset: Dataset, seed: number, options: BatchSourceOptions): BatchSource {
  const { attributes, balanced = false, flip, jitter } = options;
  const values = attributes && attributeColumns(attributes, dataset);
  const probabilities = attributes && values && balanced ? samplingWeights(attributes, values) : undefined;
  const attributesOf = (indices: Uint32Array) => {
    if (!attributes || !values) return {};
    const columns = values.map((column) => Float32Array.from(indices, (index) => column[index]));
    return { attributes: encodeAttributes(attributes, columns), attributeMask: attributeMask(attributes, columns) };
  };
  return {
    size: dataset.size,
    channels: dataset.channels,
    async batch(step, count) {
      const { indices, pictures, inputs } = await batchAt(dataset, seed, step, count, { flip, jitter, probabilities });
      return { images: pictures, ...(inputs && { inputs }), ...attributesOf(indices) };
    },
    all: {
      count: flip ? 2 * dataset.count : dataset.count,
      load: (rows) =>
        dataset.batch(
          rows.map((row) => row % dataset.count),
          rows.map((row) => Number(row >= dataset.count)),
        ),
      async choose(step, count) {
        const { indices, flips } = batchChoiceAt(dataset.count, seed, step, count, { flip, probabilities });
        const rows = indices.map((index, at) => index + (flips?.[at] ? dataset.count : 0));
        return { rows, ...attributesOf(indices) };
      },
    },
  };
}
