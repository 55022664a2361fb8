import { internalError } from "../error.ts";
import type { Picture } from "../image/index.ts";
import { figure, line, translateBlock, type Figure, type FigureOptions } from "./figure.ts";
import { figureText, inLanguage } from "../text/index.ts";
import { valueText } from "./number-text.ts";
import { shorten } from "./text-width.ts";
import { theme } from "./theme.ts";
import { tiles } from "./tiles.ts";

/** Two equal or nearly equal images. */
export interface DuplicatePair {
  readonly first: Picture;
  readonly second: Picture;
  readonly firstName: string;
  readonly secondName: string;
  /** Difference, in the unit of its measure; 0: equal pixels. */
  readonly difference: number;
}

/** Options of {@link duplicatePairs}. */
export interface DuplicatePairsOptions extends FigureOptions {
  /** Pairs per row. Default 3. */
  readonly columns?: number;
}

/**
 * Draws pairs of images side by side, with their file names.
 *
 * @param pairs - images with their difference
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function duplicatePairs(pairs: readonly DuplicatePair[], options: DuplicatePairsOptions): Figure {
  if (pairs.length === 0) throw internalError("duplicatePairs: no pairs");
  const { language } = options;
  const columns = Math.min(options.columns ?? 3, pairs.length);
  const shown = pairs.map(({ first, second }) => tiles([first, second], { columns: 2, target: 96 }));
  const width = Math.max(190, ...shown.map((block) => block.width));
  const tall = Math.max(...shown.map((block) => block.height));
  const words = pairs.map(({ firstName, secondName, difference }) => {
    const verdict =
      difference === 0
        ? inLanguage(figureText.words.identical, language)
        : `${inLanguage(figureText.words.difference, language)} ${valueText(difference)}`;
    const small = { size: theme.smallSize, colour: theme.muted } as const;
    return (
      line(shorten(firstName, width, theme.smallSize, "beginning"), 0, tall + 17, small) +
      line(shorten(secondName, width, theme.smallSize, "beginning"), 0, tall + 33, small) +
      line(verdict, 0, tall + 50, { size: theme.smallSize, weight: "bold" })
    );
  });
  const [across, down] = [width + 24, tall + 76];
  const svg = shown.map((block, index) => {
    const place = [(index % columns) * across, Math.floor(index / columns) * down] as const;
    return translateBlock({ ...block, svg: block.svg + words[index] }, ...place);
  });
  const height = Math.ceil(pairs.length / columns) * down - 22;
  return figure(
    { svg: svg.join(""), width: columns * across - 24, height },
    { title: figureText.words.duplicatesTitle, caption: figureText.words.duplicatesCaption, ...options },
  );
}
