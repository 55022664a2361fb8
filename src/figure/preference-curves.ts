import { averagingWindow, type LearningCurve } from "../preference/index.ts";
import { curvePanel, labelRoom } from "./curve-panel.ts";
import { figure, stack, type Figure, type FigureOptions } from "./figure.ts";
import { figureText } from "../text/index.ts";

/**
 * Draws the learning curve of a preference model: the share of good ratings, and the prediction error.
 *
 * @param learned - result of `learningCurve`
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export async function preferenceCurves(learned: LearningCurve, options: FigureOptions): Promise<Figure> {
  const { language } = options;
  const { predictions, goodShares } = learned;
  const running = (values: readonly number[]) =>
    values.map((_, at): [number, number] => {
      const last = values.slice(Math.max(0, at + 1 - averagingWindow), at + 1);
      return [at + 1, last.reduce((sum, value) => sum + value, 0) / last.length];
    });
  let [sum, count] = [0, 0];
  const plain = predictions.map(({ rating }) => {
    const error = Math.abs((count === 0 ? 0 : sum / count) - rating);
    [sum, count] = [sum + rating, count + 1];
    return error;
  });
  const good = [
    {
      name: figureText.preference.goodLine,
      points: goodShares.map((share, at): [number, number] => [at + 1, 100 * share]),
    },
  ];
  const errors = [
    {
      name: figureText.preference.errorLine,
      points: running(predictions.map(({ expected, rating }) => Math.abs(expected - rating))),
    },
    { name: figureText.preference.plainLine, points: running(plain) },
  ];
  const shared = {
    language,
    left: 44,
    right: labelRoom([...good, ...errors], language),
    until: Math.max(2, goodShares.length),
  };
  const panels = [
    await curvePanel(good, {
      ...shared,
      height: 170,
      name: figureText.preference.good,
      domain: [0, 100],
      format: (value) => `${Math.round(value)}%`,
    }),
    await curvePanel(errors, {
      ...shared,
      height: 150,
      name: figureText.preference.error,
      time: figureText.preference.ratings,
      scale: "linear",
      colour: 1,
      format: (value) => value.toFixed(2),
    }),
  ];
  return figure(stack(panels, 14), {
    title: figureText.preference.curvesTitle,
    caption: figureText.preference.curvesCaption,
    ...options,
  });
}
