import type { Dataset } from "../dataset/index.ts";
import { pixelStatistics, permutationTest, selectFeatures } from "../feature/index.ts";
import { openDiscriminator, type TrainedModel } from "../sample/index.ts";
import { random } from "../tensor/index.ts";
import type { TrainingImageStatistics } from "./training-image-statistics.ts";

/** Comparison of a set of images with the training images of a model. */
export interface DataDrift {
  /** Number of images in the set, and number of sampled ones. */
  readonly imageCount: number;
  readonly sampledCount: number;
  /** Energy distance between the sampled images and the training images; 0 for identical distributions. */
  readonly distance: number;
  /** p-value of the permutation test, above 0, up to 1: probability of at least this distance without drift. */
  readonly probability: number;
  /**
   * Probability that the discriminator scores a training image above a new image, 0–1; ½ means no preference. Undefined
   * for a model without such a discriminator.
   */
  readonly discriminatorPreference?: number;
  /** Whether the images have drifted: p-value at most 0.01. */
  readonly hasDrifted: boolean;
}

const [maxImages, maxTrainingImages] = [200, 300];
const significance = 0.01;

/**
 * Tests whether images differ from the training images of a model, by a permutation test on pixel statistics and by the
 * discriminator's scores of both.
 *
 * @param trained - the trained model; its discriminator scores the new images.
 * @param known - statistics of the training images.
 * @param pictures - new images: at least two, of the model's size and channels. At most 200 are sampled.
 * @returns distance, p-value and verdict.
 */
export async function detectDataDrift(
  trained: TrainedModel,
  known: TrainingImageStatistics,
  pictures: Dataset,
): Promise<DataDrift> {
  const indices = random(1, "watch").permutation(pictures.count).slice(0, maxImages);
  const sampledCount = indices.length;
  const values = await pictures.batch(indices);
  const some = Array.from({ length: Math.min(maxTrainingImages, known.pixelStatistics.count) }, (_, at) => at);
  const { distance, pValue: probability } = permutationTest(
    selectFeatures(known.pixelStatistics, some),
    pixelStatistics(values, sampledCount, pictures),
  );
  const discriminator = known.scores && openDiscriminator(trained);
  const scores = discriminator && (await discriminator.score(values, sampledCount));
  discriminator?.dispose();
  const discriminatorPreference = scores && known.scores ? preferenceRate(known.scores, scores) : undefined;
  const hasDrifted = probability <= significance;
  return {
    imageCount: pictures.count,
    sampledCount,
    distance,
    probability,
    ...(discriminatorPreference !== undefined && { discriminatorPreference }),
    hasDrifted,
  };
}

/**
 * Returns the probability that a value of the first sample exceeds a value of the second; ties count half (Mann &
 * Whitney 1947).
 */
function preferenceRate(first: Float32Array, second: Float32Array): number {
  let wins = 0;
  for (const one of first) for (const other of second) wins += one > other ? 1 : one === other ? 0.5 : 0;
  return wins / (first.length * second.length);
}
