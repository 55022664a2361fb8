import type { LearningCurve } from "../preference/index.ts";
import { figure, type Figure, type FigureOptions } from "./figure.ts";
import { chart } from "./plotting.ts";
import { seriesColour, theme } from "./theme.ts";
import { figureText } from "../text/index.ts";

/**
 * Draws the prediction of each rating, made before it was observed, against the rating.
 *
 * @param curve - result of `learningCurve`
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export async function predictionScatter({ predictions }: LearningCurve, options: FigureOptions): Promise<Figure> {
  const { language } = options;
  const ticks = [-2, -1, 0, 1, 2];
  const domain = [-2.6, 2.6] as const;
  const inside = (value: number) => Math.max(-2.5, Math.min(2.5, value));
  // dots of one rating are spread over two dozen rows, so that they do not overlap
  const points = predictions.map(({ expected, rating }, at) => ({
    x: inside(expected),
    y: rating + (((at * 7) % 24) / 24 - 0.48) * 0.55,
    age: 0.2 + (0.65 * (at + 1)) / predictions.length,
  }));
  const axis = { domain, ticks, format: (value: number) => String(value).replace("-", "−") };
  const block = await chart({
    language,
    height: 380,
    margin: { left: 34, right: 12, bottom: 42 },
    x: { ...axis, label: figureText.preference.expected },
    y: { ...axis, label: figureText.preference.actual },
    marks: (plot) => [
      plot.line([[-2.5, -2.5], [2.5, 2.5]], { stroke: theme.faint, strokeDasharray: "4 4" }), // oxfmt-ignore
      plot.dot(points, {
        x: "x",
        y: "y",
        r: 4,
        fill: seriesColour(0),
        fillOpacity: (point: { age: number }) => point.age,
      }),
    ],
  });
  return figure(block, {
    title: figureText.preference.guessesTitle,
    caption: figureText.preference.guessesCaption,
    ...options,
  });
}
