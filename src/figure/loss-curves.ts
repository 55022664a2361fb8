import { internal } from "../error.ts";
import type { Curve } from "./curve.ts";
import { curvePanel } from "./curve-panel.ts";
import { figure, type Figure, type FigureOptions } from "./figure.ts";
import { figureWords } from "./words.ts";

/** See {@link lossCurves}. */
export interface LossCurvesOptions extends FigureOptions {
  /** What the first number of every point counts. Default `picturesSeen`. */
  readonly time?: "picturesSeen" | "steps";
  /** The curves are those of two opponents (a GAN), of which neither has to fall: says so in the caption. Default false. */
  readonly contest?: boolean;
  /** Default `auto`: logarithmic where all values are positive and span more than a factor of 20. */
  readonly scale?: "linear" | "log" | "auto";
}

/** Losses over time: the log faint, its mean clear, names and last values beside the curves. */
export async function lossCurves(curves: readonly Curve[], options: LossCurvesOptions): Promise<Figure> {
  if (curves.length === 0) throw internal("lossCurves: no curves");
  const { language, time = "picturesSeen", scale = "auto", contest = false } = options;
  const panel = await curvePanel(curves, {
    language,
    scale,
    height: 270,
    name: figureWords.lossAxis,
    time: figureWords[time],
  });
  return figure(panel, {
    title: figureWords.lossTitle,
    caption: contest ? figureWords.contestCaption : figureWords.lossCaption,
    ...options,
  });
}
