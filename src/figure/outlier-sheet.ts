import { internalError } from "../error.ts";
import type { Picture } from "../image/index.ts";
import { figure, line, translateBlock, type Figure, type FigureOptions } from "./figure.ts";
import { figureText, inLanguage } from "../text/index.ts";
import { shorten } from "./text-width.ts";
import { theme } from "./theme.ts";
import { tiles } from "./tiles.ts";

/** Image with its anomaly score. */
export interface ScoredImage {
  readonly name: string;
  readonly picture: Picture;
  /** Heat map of the anomaly map; see `heatMap`. */
  readonly heat?: Picture;
  /** Anomaly score; larger is more anomalous. */
  readonly score: number;
  readonly outlier: boolean;
}

/** Options of {@link outlierSheet}. */
export interface OutlierSheetOptions extends FigureOptions {
  /** Images per row. Default 4, or 8 without heat maps. */
  readonly columns?: number;
}

/**
 * Draws scored images, the most anomalous first, each beside its heat map.
 *
 * @param checked - images with their scores
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function outlierSheet(checked: readonly ScoredImage[], options: OutlierSheetOptions): Figure {
  const words = { title: figureText.outlier.sheetTitle, caption: figureText.outlier.sheetCaption };
  return scoredPictures(checked, { columns: 4, ...words, ...options });
}

/**
 * Draws the outliers of a data set, the most anomalous first.
 *
 * @param checked - images with their scores
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function datasetOutlierSheet(checked: readonly ScoredImage[], options: OutlierSheetOptions): Figure {
  const words = { title: figureText.outlier.datasetOutlierTitle, caption: figureText.outlier.datasetOutlierCaption };
  return scoredPictures(checked, { columns: 8, ...words, ...options });
}

function scoredPictures(
  checked: readonly ScoredImage[],
  options: OutlierSheetOptions & { readonly columns: number },
): Figure {
  if (checked.length === 0) throw internalError("outlierSheet: no pictures");
  const { language } = options;
  const columns = Math.min(options.columns, checked.length);
  const sorted = [...checked].sort((a, b) => b.score - a.score);
  const shown = sorted.map(({ picture, heat }) =>
    tiles(heat ? [picture, heat] : [picture], { columns: heat ? 2 : 1, target: 96, gap: 2 }),
  );
  const [{ width, height }] = shown;
  const [across, down] = [width + 24, height + 54];
  const svg = sorted.map(({ name, score, outlier }, at) => {
    const verdict = inLanguage(outlier ? figureText.outlier.outlier : figureText.outlier.normal, language);
    const words =
      line(`${verdict}  ${twoPlaces(score)}`, 0, height + 18, {
        size: theme.labelSize,
        weight: outlier ? "bold" : "regular",
        colour: outlier ? theme.seriesInk[1] : theme.muted,
      }) +
      line(shorten(name, width, theme.smallSize, "beginning"), 0, height + 34, {
        size: theme.smallSize,
        colour: theme.muted,
      });
    return translateBlock(
      { ...shown[at], svg: shown[at].svg + words },
      (at % columns) * across,
      Math.floor(at / columns) * down,
    );
  });
  const rows = Math.ceil(sorted.length / columns);
  return figure({ svg: svg.join(""), width: columns * across - 24, height: rows * down - 18 }, options);
}

/** Formats a score with two decimals and a typographic minus sign, without a negative zero. */
function twoPlaces(score: number): string {
  return (Math.round(score * 100) / 100 || 0).toFixed(2).replace("-", "−");
}
