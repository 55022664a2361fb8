import {
  attributeMask,
  attributeColumns,
  samplingWeights,
  batchAt,
  encodeAttributes,
  type Attributes,
  type BatchAtOptions,
  type Dataset,
} from "../dataset/index.ts";
import type { Device, Weights } from "../device/index.ts";
import { internalError } from "../error.ts";
import { type ImageShape, type Model, type Settings } from "../model/index.ts";
import { createTrainer, type BatchSource, type Metrics } from "./trainer.ts";

/** See {@link train}. */
export interface TrainOptions {
  readonly device: Device;
  /** How many steps. */
  readonly steps: number;
  /** Decides the first weights and every random number of training. Default 1. */
  readonly seed?: number;
  /** Shows every second picture mirrored. Default false. */
  readonly flip?: boolean;
  /** What differs from the model's default settings. */
  readonly settings?: Partial<Settings>;
}

/** What a step measured. */
export interface TrainingEvent {
  /** Steps done, from 1. */
  readonly step: number;
  readonly imagesSeen: number;
  readonly metrics: Metrics;
}

/** A training that runs while one iterates over it. */
export interface Training extends AsyncIterable<TrainingEvent> {
  /** The model with what it has learned, ready for `createSampler`; does the steps that are still to do. */
  result(): Promise<TrainingResult>;
}

/** See {@link Training.result}. */
export interface TrainingResult {
  readonly model: Model;
  readonly picture: ImageShape;
  readonly weights: Weights;
  readonly device: Device;
  /** Of a model with attributes: their values in the pictures, to draw wishes from. */
  readonly examples?: readonly Float32Array[];
  readonly step: number;
}

/**
 * Trains a model on a data set, in memory. For checkpoints, figures and resuming there are runs (`trainRun`).
 *
 * @throws OmakaseError while iterating: `shape` when the model does not fit the pictures, `diverged` when a loss is no
 * number any more.
 */
export function train(model: Model, dataset: Dataset, options: TrainOptions): Training {
  const { device, steps, seed = 1, flip = false, settings } = options;
  let learned: TrainingResult | undefined;

  async function* events(): AsyncGenerator<TrainingEvent> {
    if (learned) return;
    const { attributes } = model;
    const pictures = createBatchSource(dataset, seed, { flip, attributes });
    const trainer = await createTrainer(model, pictures, { device, seed, settings });
    try {
      while (trainer.step < steps) {
        const metrics = await trainer.advance();
        yield { step: trainer.step, imagesSeen: trainer.imagesSeen, metrics };
      }
      const picture = { size: dataset.size, channels: dataset.channels };
      const examples = attributes && attributeColumns(attributes, dataset);
      learned = { model, picture, device, examples, ...(await trainer.snapshot()) };
    } finally {
      trainer.dispose();
    }
  }

  const running = events();
  return {
    [Symbol.asyncIterator]: () => running,
    async result() {
      while (!learned && !(await running.next()).done);
      if (!learned) throw internalError("the training was left before its last step");
      return learned;
    },
  };
}

/** See {@link createBatchSource}. */
export interface BatchSourceOptions extends BatchAtOptions {
  /** Tags that batches bring along. Default: none. */
  readonly attributes?: Attributes;
  /** Shows rare combinations of the attributes more often: see `samplingWeights`. Default false. */
  readonly balanced?: boolean;
}

/**
 * A data set as a trainer wants it: the batch of a step depends on the seed and the step's number alone.
 *
 * @throws OmakaseError `option` or `source` when the pictures have no such tags.
 */
export function createBatchSource(dataset: Dataset, seed: number, options: BatchSourceOptions): BatchSource {
  const { attributes, balanced = false, flip, jitter } = options;
  const values = attributes && attributeColumns(attributes, dataset);
  const probabilities = attributes && values && balanced ? samplingWeights(attributes, values) : undefined;
  const tagsOf = (indices: Uint32Array) => {
    if (!attributes || !values) return {};
    const own = values.map((column) => Float32Array.from(indices, (index) => column[index]));
    return { attributes: encodeAttributes(attributes, own), known: attributeMask(attributes, own) };
  };
  return {
    size: dataset.size,
    channels: dataset.channels,
    async batch(step, count) {
      const { indices, pictures, inputs } = await batchAt(dataset, seed, step, count, { flip, jitter, probabilities });
      return { real: pictures, ...(inputs && { given: inputs }), ...tagsOf(indices) };
    },
  };
}
