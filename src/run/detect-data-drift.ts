import type { Dataset } from "../dataset/index.ts";
import { pixelStatistics, permutationTest, selectFeatures } from "../feature/index.ts";
import { openDiscriminator, type TrainedModel } from "../sample/index.ts";
import { random } from "../tensor/index.ts";
import type { TrainingImageStatistics } from "./training-image-statistics.ts";

/** How the pictures of a place compare with those that a model learned from. */
export interface DataDrift {
  /** How many there are, and how many of them were looked at. */
  readonly imageCount: number;
  readonly sampledCount: number;
  /** How far they are from those that were learned from; 0: not at all. */
  readonly distance: number;
  /** How often chance alone makes a difference as large, above 0, up to 1. */
  readonly probability: number;
  /**
   * How often the detective takes one of the learned pictures for more real than one of these, 0 … 1; ½: they are alike
   * to it. Undefined for a model without such a detective.
   */
  readonly discriminatorPreference?: number;
  /** Whether they have changed: chance does this once in a hundred looks. */
  readonly hasDrifted: boolean;
}

const [mostPictures, mostKnown] = [200, 300];
const significance = 0.01;

/**
 * Compares pictures with those that a model learned from, by what is seen of both at a glance and by what the detective
 * says of both.
 *
 * @param pictures - at least two, of the model's size and channels.
 */
export async function detectDataDrift(
  trained: TrainedModel,
  known: TrainingImageStatistics,
  pictures: Dataset,
): Promise<DataDrift> {
  const indices = random(1, "watch").permutation(pictures.count).slice(0, mostPictures);
  const sampledCount = indices.length;
  const values = await pictures.batch(indices);
  const some = Array.from({ length: Math.min(mostKnown, known.pixelStatistics.count) }, (_, at) => at);
  const { distance, pValue: probability } = permutationTest(
    selectFeatures(known.pixelStatistics, some),
    pixelStatistics(values, sampledCount, pictures),
  );
  const judge = known.scores && openDiscriminator(trained);
  const scores = judge && (await judge.score(values, sampledCount));
  judge?.dispose();
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

/** How often one of the first scores is above one of the second; ties count half (Mann & Whitney 1947). */
function preferenceRate(first: Float32Array, second: Float32Array): number {
  let wins = 0;
  for (const one of first) for (const other of second) wins += one > other ? 1 : one === other ? 0.5 : 0;
  return wins / (first.length * second.length);
}
