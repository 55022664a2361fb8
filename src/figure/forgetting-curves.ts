import { curvePanel, labelRoom } from "./curve-panel.ts";
import { figure, type Figure, type FigureOptions } from "./figure.ts";
import { figureText } from "../text/index.ts";

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
    { name: figureText.words.fromOld, points: records.map((record) => [record.imagesSeen, record.old] as const) },
    { name: figureText.words.fromNew, points: records.map((record) => [record.imagesSeen, record.new] as const) },
  ];
  const panel = await curvePanel(curves, {
    language,
    name: figureText.words.distance,
    time: figureText.words.imagesSeen,
    scale: "linear",
    right: labelRoom(curves, language),
  });
  return figure(panel, {
    title: figureText.words.forgettingTitle,
    caption: figureText.words.forgettingCaption,
    ...options,
  });
}
