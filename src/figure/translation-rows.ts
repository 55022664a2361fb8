import { internalError } from "../error.ts";
import type { Picture } from "../image/index.ts";
import { figure, line, translateBlock, type Figure, type FigureOptions } from "./figure.ts";
import { figureText, inLanguage } from "../text/index.ts";
import { theme } from "./theme.ts";
import { tiles } from "./tiles.ts";

/** Input and output of a translator, with the target if known. */
export interface TranslatedImage {
  readonly input: Picture;
  readonly output: Picture;
  readonly target?: Picture;
}

/** Options of {@link translationRows}. */
export interface TranslationRowsOptions extends FigureOptions {
  /** Translations per row. Default: at most 3, in even rows. */
  readonly columns?: number;
  /** Whether none of these was used for training; the caption then says so. Default false. */
  readonly heldOut?: boolean;
}

/**
 * Draws input, output and target beside each other; either all translations have a target, or none.
 *
 * @param all - inputs, outputs and optional targets of one size
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function translationRows(all: readonly TranslatedImage[], options: TranslationRowsOptions): Figure {
  if (all.length === 0) throw internalError("translations: none");
  const { language } = options;
  const columns = options.columns ?? Math.ceil(all.length / Math.ceil(all.length / 3));
  const names = [
    figureText.words.translationInput,
    figureText.words.translationOutput,
    figureText.words.translationTarget,
  ];
  const top = 22;
  let [svg, right, bottom] = ["", 0, top];
  all.forEach(({ input, output, target }, at) => {
    const group = tiles(target ? [input, output, target] : [input, output], { target: 96 });
    const [column, row] = [at % columns, Math.floor(at / columns)];
    const [x, y] = [column * (group.width + 24), top + row * (group.height + 8)];
    svg += translateBlock(group, x, y);
    if (row === 0)
      group.places.forEach((place, index) => {
        const middle = x + place.x + place.width / 2;
        svg += line(inLanguage(names[index], language), middle, 13, { size: theme.smallSize, anchor: "middle" });
      });
    right = Math.max(right, x + group.width);
    bottom = y + group.height;
  });
  return figure(
    { svg, width: right, height: bottom },
    {
      title: figureText.words.translationsTitle,
      caption: captionOf(all[0], options),
      ...options,
    },
  );
}

function captionOf({ target }: TranslatedImage, { heldOut = false }: TranslationRowsOptions) {
  if (!target) return figureText.words.translationsAloneCaption;
  return heldOut ? figureText.words.translationsHeldOutCaption : figureText.words.translationsCaption;
}
