import type { Dataset } from "../dataset/index.ts";
import type { Translated } from "../figure/index.ts";
import { translator, type Trained } from "../generate/index.ts";
import { toPictures } from "../image/index.ts";
import { meanSimilarity, type MeanSimilarity } from "../score/index.ts";
import { random } from "../tensor/index.ts";

/** Pairs translated, and how near all outputs come to their targets. */
export interface JudgedTranslations {
  readonly translations: readonly Required<Translated>[];
  readonly similarity: MeanSimilarity;
}

/**
 * Translates pairs of a data set, the same ones each time.
 *
 * @param count - how many; a smaller set begins again from its first.
 */
export async function translatePairs(trained: Trained, pairs: Dataset, count: number): Promise<Required<Translated>[]> {
  const order = random(1, "shown pairs").permutation(pairs.count);
  const indices = Array.from({ length: count }, (_, at) => order[at % pairs.count]);
  const { size, channels } = trained.picture;
  const artist = translator(trained);
  try {
    const values = await artist.run(await pairs.inputs!.batch(indices), count);
    const outputs = toPictures(values, { channels, height: size, width: size });
    return await Promise.all(
      indices.map(async (index, at) => ({
        input: await pairs.inputs!.picture(index),
        output: outputs[at],
        target: await pairs.picture(index),
      })),
    );
  } finally {
    artist.dispose();
  }
}

/** Translates and judges as many pairs as a report needs. */
export async function judgeTranslations(trained: Trained, pairs: Dataset): Promise<JudgedTranslations> {
  const translations = await translatePairs(trained, pairs, Math.min(mostJudged, pairs.count));
  return { translations, similarity: meanSimilarity(translations.map(({ output, target }) => [output, target])) };
}

/** More would take longer and say the same. */
const mostJudged = 200;
