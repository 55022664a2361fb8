import { curvePanel, labelRoom } from "./curve-panel.ts";
import { figure, type Figure, type FigureOptions } from "./figure.ts";
import { figureWords } from "./words.ts";

/** Distances of a model's samples from its former and its new training images at one time. */
export interface ForgettingRecord {
  readonly imagesSeen: number;
  readonly old: number;
  readonly new: number;
}

/**
 * Draws forgetting in transfer learning: distances from the former and from the new training images over time.
 *
 * @param records - distances over time, oldest first
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export async function forgettingCurves(records: readonly ForgettingRecord[], options: FigureOptions): Promise<Figure> {
  const { language } = options;
  const curves = [
    { name: figureWords.fromOld, points: records.map((record) => [record.imagesSeen, record.old] as const) },
    { name: figureWords.fromNew, points: records.map((record) => [record.imagesSeen, record.new] as const) },
  ];
  const panel = await curvePanel(curves, {
    language,
    name: figureWords.distance,
    time: figureWords.imagesSeen,
    scale: "linear",
    right: labelRoom(curves, language),
  });
  return figure(panel, {
    title: figureWords.forgettingTitle,
    caption: figureWords.forgettingCaption,
    ...options,
  });
}
