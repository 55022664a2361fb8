import { internalError } from "../error.ts";
import type { Picture } from "../image/index.ts";
import { figure, line, translateBlock, type Figure, type FigureOptions } from "./figure.ts";
import { figureText, inLanguage } from "../text/index.ts";
import { shorten } from "./text-width.ts";
import { theme } from "./theme.ts";
import { tiles } from "./tiles.ts";

/** Generated image with its nearest training image. */
export interface NearestPair {
  readonly drawn: Picture;
  readonly real: Picture;
  /** File name of the training image. */
  readonly name: string;
  /** Relative distance, ≥ 0: 1 is the typical distance between real images, 0 is identical. */
  readonly nearness: number;
}

/** Options of {@link nearestPictures}. */
export interface NearestPicturesOptions extends FigureOptions {
  /** Pairs per row. Default 4. */
  readonly columns?: number;
  /** Relative distance below which a pair is marked as suspicious. */
  readonly threshold: number;
}

/**
 * Draws generated images, each beside its nearest training image, to reveal copies.
 *
 * @param pairs - generated images with their nearest training images
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function nearestPictures(pairs: readonly NearestPair[], options: NearestPicturesOptions): Figure {
  if (pairs.length === 0) throw internalError("nearestPictures: no pairs");
  const { language, threshold } = options;
  const columns = Math.min(options.columns ?? 4, pairs.length);
  const small = { size: theme.smallSize, colour: theme.muted } as const;
  const heading = 22;
  const shown = pairs.map(({ drawn, real }) => tiles([drawn, real], { columns: 2, target: 96 }));
  const [{ width, height, places }] = shown;
  const [across, down] = [width + 26, height + 52];
  const headings = Array.from({ length: columns }, (_, column) =>
    [figureText.words.drawn, figureText.words.nearest]
      .map((word, side) => line(inLanguage(word, language), column * across + places[side].x, 12, small))
      .join(""),
  );
  const body = pairs.map(({ name, nearness }, at) => {
    const suspicious = nearness < threshold;
    const mark = suspicious ? ` ${inLanguage(figureText.words.suspicious, language)}` : "";
    const words =
      line(`${inLanguage(figureText.words.nearness, language)} ${nearness.toFixed(2)}${mark}`, 0, height + 17, {
        size: theme.smallSize,
        weight: suspicious ? "bold" : "regular",
        ...(suspicious && { colour: theme.seriesInk[1] }),
      }) + line(shorten(name, width, theme.smallSize, "beginning"), 0, height + 33, small);
    const place = [(at % columns) * across, heading + Math.floor(at / columns) * down] as const;
    return translateBlock({ ...shown[at], svg: shown[at].svg + words }, ...place);
  });
  const rows = Math.ceil(pairs.length / columns);
  return figure(
    { svg: headings.join("") + body.join(""), width: columns * across - 26, height: heading + rows * down - 16 },
    { title: figureText.words.nearestTitle, caption: figureText.words.nearestCaption, ...options },
  );
}
