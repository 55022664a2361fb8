import { attributesFromTags, type Dataset } from "../dataset/index.ts";
import type { Device, Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { type Classifier, classifier, classifierNetworks, type ImageShape } from "../model/index.ts";
import { createBatchSource } from "./train.ts";
import { createTrainer, type Metrics } from "./trainer.ts";

/** See {@link trainClassifier}. */
export interface TrainClassifierOptions {
  readonly device: Device;
  /** BatchSource to learn from, with repetition. Default 120,000: with half of them and 24 features, three times as much is misread. */
  readonly pictures?: number;
  /** BatchSource a step. Default 32. */
  readonly batch?: number;
  /** Features at half the full size of the pictures. Default 32. */
  readonly features?: number;
  /** Decides the first weights and every random number. Default 1. */
  readonly seed?: number;
  /** Told after every step. */
  readonly onStep?: (event: { readonly step: number; readonly steps: number; readonly metrics: Metrics }) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/** A classifier with what it has learned. */
export interface TrainedClassifier {
  readonly model: Classifier;
  readonly picture: ImageShape;
  readonly weights: Weights;
  readonly device: Device;
}

/**
 * Trains a classifier to say the tags of a data set's pictures: an independent judge of pictures that were drawn by
 * tags. The learning rate falls from 2e-3 to a hundredth of it.
 *
 * @throws OmakaseError `source` when nothing is known about the pictures.
 */
export async function trainClassifier(dataset: Dataset, options: TrainClassifierOptions): Promise<TrainedClassifier> {
  const { device, pictures = 120_000, batch = 32, features = 32, seed = 1, onStep, signal } = options;
  if (dataset.tags.length === 0) throw untagged(dataset);
  const picture = { size: dataset.size, channels: dataset.channels };
  const attributes = attributesFromTags(dataset.tags);
  const model = classifier(classifierNetworks({ ...picture, features, attributes, extraConvStages: 2 }));
  const settings = { batchSize: batch, learningRate: { from: 2e-3, to: 2e-5, pictures } };
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
  return new OmakaseError("source", {
    where: name,
    expected: { ja: "タグのある画像", en: "pictures with tags" },
    got: { ja: "タグのない画像", en: "pictures without any" },
    remedy: { ja: "画像のフォルダに tags.csv を置いてください", en: "Put a tags.csv beside the pictures" },
  });
}
