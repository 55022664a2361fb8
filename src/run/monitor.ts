import type { Dataset } from "../dataset/index.ts";
import {
  forEachDistances,
  pixelStatistics,
  memorisation,
  meanPairwiseDistance,
  qualityMeter,
  qualityStatistics,
  qualityStatisticsOf,
  selectFeatures,
  type Features,
} from "../feature/index.ts";
import { openDiscriminator, createSampler, createTranslator, type TrainedModel } from "../sample/index.ts";
import { random } from "../tensor/index.ts";
import { type HealthCheck } from "../train/index.ts";
import type { TrainingImageStatistics } from "./training-image-statistics.ts";

/** Evaluation of a model's samples against the training images. */
export interface Monitor {
  /** Statistics of the training images. */
  readonly real: Omit<TrainingImageStatistics, "scores">;
  /** Evaluates drawings of a model, or reconstructions of training images. A translator has neither choice. */
  evaluate(trained: TrainedModel, isDrawing: boolean): Promise<Omit<HealthCheck, "imagesSeen">>;
  /** Returns the discriminator's scores of training images; undefined without a discriminator. */
  scores(trained: TrainedModel): Promise<Float32Array | undefined>;
}

/** Maximum number of training images with pixel statistics, and of images compared with samples. */
const [maxImages, maxCompared] = [1000, 400];
/** Samples per evaluation. */
const sampleCount = 200;
/** Maximum number of reference images, which estimate the distance of an unseen image to its nearest neighbour. */
const maxReferences = 300;
/** Minimum number of images for the nearest-neighbour test; smaller sets use {@link maxCopyDistance}. */
const minImages = 20;
/** Root mean square difference of pixel statistics up to which a sample counts as a copy. */
const maxCopyDistance = 0.1;
const seed = 2;

/**
 * Computes statistics of at most a thousand training images; the choice is deterministic.
 *
 * @param training - training images.
 * @param old - `qualityStatistics` of the previous training images, for a model that was trained before.
 */
export async function createMonitor(training: Dataset, old?: Features): Promise<Monitor> {
  const indices = random(seed, "examiner").permutation(training.count).slice(0, maxImages);
  const real = await pixelStatisticsOf(training, indices);
  const variety = meanPairwiseDistance(selectFeatures(real, [...Array(Math.min(maxCompared, real.count)).keys()]));
  const diversityOf = (seen: Features) => (variety === 0 ? 1 : meanPairwiseDistance(seen) / variety);
  const compared = await qualityStatisticsOf(training, indices.slice(0, maxCompared));
  const meter = qualityMeter(compared, training);

  /** Evaluates reconstructions or translations, each against its target. */
  async function evaluateReconstructions(outputs: ArrayLike<number>, count: number) {
    const seen = qualityStatistics(outputs, count, training);
    return {
      ...meter.measure(seen),
      distance: meter.pairDistance(seen),
      diversity: diversityOf(pixelStatistics(outputs, count, training)),
    };
  }

  async function evaluateSamples(pictures: ArrayLike<number>, count: number) {
    const seen = pixelStatistics(pictures, count, training);
    const quality = qualityStatistics(pictures, count, training);
    const copies =
      real.count < minImages
        ? nearCopies(real, seen)
        : memorisation(real, seen, { seed, maxReferences }).suspiciousFraction;
    return {
      ...meter.measure(quality),
      diversity: diversityOf(seen),
      copies,
      ...(old && { oldDistance: meter.between(quality, old) }),
    };
  }

  return {
    real: { pixelStatistics: real, qualityStatistics: compared },
    async scores(trained) {
      const discriminator = openDiscriminator(trained);
      if (!discriminator) return undefined;
      try {
        const some = indices.slice(0, sampleCount);
        return await discriminator.score(await training.batch(some), some.length);
      } finally {
        discriminator.dispose();
      }
    },
    async evaluate(trained, isDrawing) {
      const count = Math.min(sampleCount, real.count);
      if (trained.model.kind === "pix2pix") {
        const sampler = createTranslator(trained);
        try {
          return await evaluateReconstructions(
            await sampler.run(await training.inputs!.batch(indices.slice(0, count)), count),
            count,
          );
        } finally {
          sampler.dispose();
        }
      }
      const sampler = createSampler(trained);
      try {
        if (isDrawing)
          return await evaluateSamples(
            await sampler.decode(sampler.latents(seed, sampleCount), sampleCount),
            sampleCount,
          );
        const pictures = await training.batch(indices.slice(0, count));
        return await evaluateReconstructions(await sampler.decode(await sampler.encode(pictures, count), count), count);
      } finally {
        sampler.dispose();
      }
    },
  };
}

async function pixelStatisticsOf(dataset: Dataset, indices: Uint32Array): Promise<Features> {
  const parts: Features[] = [];
  for (let first = 0; first < indices.length; first += 100) {
    const some = indices.slice(first, first + 100);
    parts.push(pixelStatistics(await dataset.batch(some), some.length, dataset));
  }
  const [{ width }] = parts;
  const values = new Float32Array(indices.length * width);
  parts.forEach((part, at) => values.set(part.values, at * 100 * width));
  return { values, count: indices.length, width };
}

/** Returns the fraction of samples that are near a training image. */
function nearCopies(real: Features, drawn: Features): number {
  let copies = 0;
  forEachDistances(drawn, real, (_, distances) => {
    if (Math.sqrt(Math.min(...distances) / real.width) < maxCopyDistance) copies++;
  });
  return copies / drawn.count;
}
