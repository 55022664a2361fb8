import { internalError } from "../error.ts";
import type { Picture } from "../image/index.ts";
import { figure, inLanguage, line, translateBlock, type Figure, type FigureOptions } from "./figure.ts";
import { shorten } from "./text-width.ts";
import { theme } from "./theme.ts";
import { tiles } from "./tiles.ts";
import { figureWords } from "./words.ts";

/** A picture that a model drew, and the one nearest to it among those that it learned from. */
export interface NearestPair {
  readonly drawn: Picture;
  readonly real: Picture;
  /** The file of the real one. */
  readonly name: string;
  /** How near they are; 1 is as near as real pictures are to each other, 0 the same. */
  readonly nearness: number;
}

/** See {@link nearestPictures}. */
export interface NearestPicturesOptions extends FigureOptions {
  /** Pairs side by side. Default 4. */
  readonly columns?: number;
  /** A nearness below this is suspicious, and is marked. */
  readonly threshold: number;
}

/** Drawn pictures, each beside the training picture nearest to it: are these copies? */
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
    [figureWords.drawn, figureWords.nearest]
      .map((word, side) => line(inLanguage(word, language), column * across + places[side].x, 12, small))
      .join(""),
  );
  const body = pairs.map(({ name, nearness }, at) => {
    const suspicious = nearness < threshold;
    const mark = suspicious ? ` ${inLanguage(figureWords.suspicious, language)}` : "";
    const words =
      line(`${inLanguage(figureWords.nearness, language)} ${nearness.toFixed(2)}${mark}`, 0, height + 17, {
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
    { title: figureWords.nearestTitle, caption: figureWords.nearestCaption, ...options },
  );
}
