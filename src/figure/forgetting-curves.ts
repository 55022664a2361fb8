import { curvePanel, labelRoom } from "./curve-panel.ts";
import { figure, type Figure, type FigureOptions } from "./figure.ts";
import { figureWords } from "./words.ts";

/** How far a model's pictures were at one moment from those that it learned from before, and from the new ones. */
export interface ForgettingRecord {
  readonly imagesSeen: number;
  readonly old: number;
  readonly new: number;
}

/** How fast the old face disappears: the way from the old pictures to the new ones. */
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
