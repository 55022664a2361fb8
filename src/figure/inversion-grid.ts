import { internalError } from "../error.ts";
import { differenceImage, type Picture } from "../image/index.ts";
import { figure, inLanguage, line, translateBlock, type Figure, type FigureOptions } from "./figure.ts";
import { shorten } from "./text-width.ts";
import { theme } from "./theme.ts";
import { tiles } from "./tiles.ts";
import { figureWords } from "./words.ts";

/** A picture, what was found for it in a model, and how near that is. */
export interface InvertedImage {
  readonly name: string;
  readonly input: Picture;
  readonly output: Picture;
  /** dB. */
  readonly psnr: number;
  /** Whether it lies outside of what the model knows. Default: nothing is said. */
  readonly isOutlier?: boolean;
}

/** See {@link inversionGrid}. */
export interface InversionGridOptions extends FigureOptions {
  /** Pictures side by side, each with what was found. Default: at most 3, in even rows. */
  readonly columns?: number;
  /** Whether details were added that the model does not draw by itself: the caption says so. Default false. */
  readonly featureOffsets?: boolean;
}

/** Pictures, what was found for each in a model without an encoder, and where the two differ. */
export function inversionGrid(all: readonly InvertedImage[], options: InversionGridOptions): Figure {
  if (all.length === 0) throw internalError("inversions: none");
  const { language } = options;
  const columns = options.columns ?? Math.ceil(all.length / Math.ceil(all.length / 3));
  const heads = [figureWords.inversionInput, figureWords.inversionOutput, figureWords.inversionDifference];
  const top = 22;
  let [svg, right, bottom] = ["", 0, top];
  all.forEach(({ name, input, output, psnr, isOutlier }, at) => {
    const group = tiles([input, output, differenceImage(input, output)], { target: 96 });
    const [column, row] = [at % columns, Math.floor(at / columns)];
    const [x, y] = [column * (group.width + 28), top + row * (group.height + 52)];
    const verdict = isOutlier ? `  ${inLanguage(figureWords.inversionOutlier, language)}` : "";
    const words =
      line(`${psnr.toFixed(1)} dB${verdict}`, 0, group.height + 18, {
        size: theme.labelSize,
        weight: isOutlier ? "bold" : "regular",
        colour: isOutlier ? theme.seriesInk[1] : theme.muted,
      }) +
      line(shorten(name, group.width, theme.smallSize, "beginning"), 0, group.height + 34, {
        size: theme.smallSize,
        colour: theme.muted,
      });
    svg += translateBlock({ ...group, svg: group.svg + words }, x, y);
    if (row === 0)
      group.places.forEach((place, index) => {
        const middle = x + place.x + place.width / 2;
        svg += line(inLanguage(heads[index], language), middle, 13, { size: theme.smallSize, anchor: "middle" });
      });
    right = Math.max(right, x + group.width);
    bottom = y + group.height + 36;
  });
  const caption = options.featureOffsets ? figureWords.inversionsCloserCaption : figureWords.inversionsCaption;
  return figure({ svg, width: right, height: bottom }, { title: figureWords.inversionsTitle, caption, ...options });
}
