import type { Dataset } from "../dataset/index.ts";
import type { TranslatedImage } from "../figure/index.ts";
import { createTranslator, type TrainedModel } from "../sample/index.ts";
import { toPictures } from "../image/index.ts";
import { meanSimilarity, type MeanSimilarity } from "../evaluate/index.ts";
import { random } from "../tensor/index.ts";

/** Translated pairs, and the distance of all outputs to their targets. */
export interface EvaluatedTranslations {
  readonly translations: readonly Required<TranslatedImage>[];
  readonly similarity: MeanSimilarity;
}

/**
 * Translates pairs of a data set; the choice of pairs is deterministic.
 *
 * @param count - number of pairs; a smaller set is repeated.
 */
export async function translatePairs(
  trained: TrainedModel,
  pairs: Dataset,
  count: number,
): Promise<Required<TranslatedImage>[]> {
  const indices = shownPairs(pairs, count);
  const { size, channels } = trained.picture;
  const imageTranslator = createTranslator(trained);
  try {
    const values = await imageTranslator.run(await pairs.inputs!.batch(indices), count);
    const outputs = toPictures(values, { channels, height: size, width: size });
    return await Promise.all(
      indices.map(async (index, at) => ({
        input: await pairs.inputs!.picture(index),
        output: outputs[at],
        target: await pairs.picture(index),
      })),
    );
  } finally {
    imageTranslator.dispose();
  }
}

/** Translates and evaluates as many pairs as a report shows. */
export async function evaluateTranslations(trained: TrainedModel, pairs: Dataset): Promise<EvaluatedTranslations> {
  const translations = await translatePairs(trained, pairs, Math.min(maxEvaluated, pairs.count));
  return { translations, similarity: meanSimilarity(translations.map(({ output, target }) => [output, target])) };
}

/** Maximum number of evaluated pairs; more take longer and hardly change the mean. */
const maxEvaluated = 200;

/** Returns the indices of the pairs that figures show: a fixed choice, spread over the data set. */
export function shownPairs(pairs: Dataset, count: number): number[] {
  const order = random(1, "shown pairs").permutation(pairs.count);
  return Array.from({ length: count }, (_, at) => order[at % pairs.count]);
}
