import { sha256, type TranslationRecipe } from "../checkpoint/index.ts";
import { fitSquare, toPictures, toTensors, type FitMode, type Picture } from "../image/index.ts";
import { renderBatch, type RenderOptions } from "./render.ts";
import { provenance } from "./provenance.ts";
import type { Translator } from "./translator.ts";

/** An image to translate. */
export interface NamedImage {
  /** Name of the image, for the recipe. */
  readonly name: string;
  /** Input of any size. */
  readonly picture: Picture;
}

/** An image and its translation. */
export interface Translation {
  /** The input as the model takes it: a square of its size. */
  readonly input: Picture;
  readonly output: Picture;
  /** The recipe that makes it again from the same input. */
  readonly recipe: TranslationRecipe;
}

/** See {@link translate}. */
export interface TranslateOptions extends Pick<RenderOptions, "onProgress" | "signal"> {
  /** Seed of the dropout noise, 0 … 2^53 − 1: see `Translator.run`. Default: no noise. */
  readonly seed?: number;
  /** Fit of images that are not square. Default `crop`. */
  readonly fit?: FitMode;
}

/**
 * Translates images: the same image gives the same bytes, whatever else is translated with it.
 * @returns one translation per image.
 */
export async function translate(
  imageTranslator: Translator,
  pictures: readonly NamedImage[],
  options: TranslateOptions = {},
): Promise<Translation[]> {
  const { seed, fit: mode, onProgress, signal } = options;
  const { picture } = imageTranslator.trained;
  const { size, channels } = picture;
  const signed = await provenance(imageTranslator.trained);
  const translations: Translation[] = [];
  while (translations.length < pictures.length) {
    signal?.throwIfAborted();
    const part = pictures.slice(translations.length, translations.length + renderBatch);
    const inputs = part.map((named) => fitSquare(named.picture, size, imageTranslator.inputChannels, mode));
    const values = toTensors(inputs, imageTranslator.inputChannels);
    const drawn = await imageTranslator.run(values, part.length, { seed, batch: renderBatch });
    const outputs = toPictures(drawn, { channels, height: size, width: size });
    for (const [at, input] of inputs.entries())
      translations.push({
        input,
        output: outputs[at],
        recipe: {
          ...signed,
          input: { name: part[at].name, sha256: await sha256(input.pixels) },
          ...(seed !== undefined && { seed }),
        },
      });
    onProgress?.({ done: translations.length, total: pictures.length });
  }
  return translations;
}
