import { lookBack, type LearningRecord } from "../taste/index.ts";
import { curvePanel, labelRoom } from "./curve-panel.ts";
import { figure, stack, type Figure, type FigureOptions } from "./figure.ts";
import { tasteWords } from "./taste-words.ts";

/** Whether a taste is learned: the share of Good, and how far expected ratings lie from the actual ones. */
export async function tasteCurves(learned: LearningRecord, options: FigureOptions): Promise<Figure> {
  const { language } = options;
  const { guesses, goodShares } = learned;
  const running = (values: readonly number[]) =>
    values.map((_, at): [number, number] => {
      const last = values.slice(Math.max(0, at + 1 - lookBack), at + 1);
      return [at + 1, last.reduce((sum, value) => sum + value, 0) / last.length];
    });
  let [sum, seen] = [0, 0];
  const plain = guesses.map(({ rating }) => {
    const error = Math.abs((seen === 0 ? 0 : sum / seen) - rating);
    [sum, seen] = [sum + rating, seen + 1];
    return error;
  });
  const good = [
    { name: tasteWords.goodLine, points: goodShares.map((share, at): [number, number] => [at + 1, 100 * share]) },
  ];
  const errors = [
    { name: tasteWords.errorLine, points: running(guesses.map(({ expected, rating }) => Math.abs(expected - rating))) },
    { name: tasteWords.plainLine, points: running(plain) },
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
      name: tasteWords.good,
      domain: [0, 100],
      format: (value) => `${Math.round(value)}%`,
    }),
    await curvePanel(errors, {
      ...shared,
      height: 150,
      name: tasteWords.error,
      time: tasteWords.ratings,
      scale: "linear",
      colour: 1,
      format: (value) => value.toFixed(2),
    }),
  ];
  return figure(stack(panels, 14), { title: tasteWords.curvesTitle, caption: tasteWords.curvesCaption, ...options });
}
