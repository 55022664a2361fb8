import { attributesFromTags, type Dataset } from "../dataset/index.ts";
import type { Device, Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { type Classifier, classifier, classifierNetworks, type ImageShape } from "../model/index.ts";
import { createBatchSource } from "./train.ts";
import { createTrainer, type Metrics } from "./trainer.ts";
import { trainText } from "../text/index.ts";

/** See {@link trainClassifier}. */
export interface TrainClassifierOptions {
  readonly device: Device;
  /** Images to train on, with repetition. Default 120,000; half of them and 24 features triple the errors. */
  readonly pictures?: number;
  /** Images in a step. Default 32. */
  readonly batch?: number;
  /** Features at half the full size. Default 32. */
  readonly features?: number;
  /** Seed of the initial weights and of all random numbers. Default 1. */
  readonly seed?: number;
  /** Called after every step. */
  readonly onStep?: (event: { readonly step: number; readonly steps: number; readonly metrics: Metrics }) => void;
  /** Stops the training. */
  readonly signal?: AbortSignal;
}

/** A classifier with its trained weights. */
export interface TrainedClassifier {
  readonly model: Classifier;
  readonly picture: ImageShape;
  readonly weights: Weights;
  readonly device: Device;
}

/**
 * Trains a classifier to predict the tags of a data set's images, so that it can measure whether a conditional model
 * follows its attributes. The learning rate falls from 2e-3 to 2e-5.
 *
 * @param dataset - images with tags.
 * @throws OmakaseError `source` when the images have no tags; `diverged` when a metric is NaN or infinite.
 */
export async function trainClassifier(dataset: Dataset, options: TrainClassifierOptions): Promise<TrainedClassifier> {
  const { device, pictures = 120_000, batch = 32, features = 32, seed = 1, onStep, signal } = options;
  if (dataset.tags.length === 0) throw untagged(dataset);
  const picture = { size: dataset.size, channels: dataset.channels };
  const attributes = attributesFromTags(dataset.tags);
  const model = classifier(classifierNetworks({ ...picture, features, attributes, extraConvStages: 2 }));
  const settings = { batchSize: batch, learningRate: { from: 2e-3, to: 2e-5, images: pictures } };
  const trainer = await createTrainer(model, createBatchSource(dataset, seed, { attributes }), {
    device,
    seed,
    settings,
  });
  const steps = Math.ceil(pictures / batch);
  try {
    while (trainer.step < steps) {
      signal?.throwIfAborted();
      const metrics = await trainer.advance();
      onStep?.({ step: trainer.step, steps, metrics });
    }
    const { weights } = await trainer.snapshot();
    return { model, picture, weights, device };
  } finally {
    trainer.dispose();
  }
}

function untagged({ name }: Dataset): OmakaseError {
  return new OmakaseError("source", { where: name, ...trainText.trainClassifier.noTags });
}
