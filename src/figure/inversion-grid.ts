import { internalError } from "../error.ts";
import { differenceImage, type Picture } from "../image/index.ts";
import { figure, line, translateBlock, type Figure, type FigureOptions } from "./figure.ts";
import { figureText, inLanguage } from "../text/index.ts";
import { shorten } from "./text-width.ts";
import { theme } from "./theme.ts";
import { tiles } from "./tiles.ts";

/** Image, its reconstruction by inversion, and the error. */
export interface InvertedImage {
  readonly name: string;
  readonly input: Picture;
  readonly output: Picture;
  /** Peak signal-to-noise ratio, dB. */
  readonly psnr: number;
  /** Whether the image is out of distribution for the model. Default: not shown. */
  readonly isOutlier?: boolean;
}

/** Options of {@link inversionGrid}. */
export interface InversionGridOptions extends FigureOptions {
  /** Images per row, each with its reconstruction. Default: at most 3, in even rows. */
  readonly columns?: number;
  /** Whether the reconstructions use feature offsets; the caption then says so. Default false. */
  readonly featureOffsets?: boolean;
}

/**
 * Draws images, their reconstructions by latent optimisation, and the differences.
 *
 * @param all - images with their reconstructions and PSNR
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function inversionGrid(all: readonly InvertedImage[], options: InversionGridOptions): Figure {
  if (all.length === 0) throw internalError("inversions: none");
  const { language } = options;
  const columns = options.columns ?? Math.ceil(all.length / Math.ceil(all.length / 3));
  const heads = [
    figureText.words.inversionInput,
    figureText.words.inversionOutput,
    figureText.words.inversionDifference,
  ];
  const top = 22;
  let [svg, right, bottom] = ["", 0, top];
  all.forEach(({ name, input, output, psnr, isOutlier }, at) => {
    const group = tiles([input, output, differenceImage(input, output)], { target: 96 });
    const [column, row] = [at % columns, Math.floor(at / columns)];
    const [x, y] = [column * (group.width + 28), top + row * (group.height + 52)];
    const verdict = isOutlier ? `  ${inLanguage(figureText.words.inversionOutlier, language)}` : "";
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
  const caption = options.featureOffsets
    ? figureText.words.inversionsCloserCaption
    : figureText.words.inversionsCaption;
  return figure(
    { svg, width: right, height: bottom },
    { title: figureText.words.inversionsTitle, caption, ...options },
  );
}
