import type { Curve } from "./curve.ts";
import { curvePanel, labelRoom } from "./curve-panel.ts";
import { figure, stack, type Block, type Figure, type FigureOptions } from "./figure.ts";
import { figureText } from "../text/index.ts";

/** Balance of a GAN at one time of training; quantities that a model does not measure are left out. */
export interface BalanceRecord {
  readonly imagesSeen: number;
  /** Mean discriminator score of real images: a probability, or a logit (see {@link BalanceOptions.scoreKind}). */
  readonly realScore?: number;
  /** Mean discriminator score of generated images. */
  readonly fakeScore?: number;
  /** Discriminator accuracy, 0–1. */
  readonly accuracy?: number;
  /** Norm of the discriminator's gradient, ≥ 0. */
  readonly discriminatorGradient?: number;
  /** Norm of the generator's gradient, ≥ 0. */
  readonly generatorGradient?: number;
  /** Number of halvings of the generator's learning rate; below 0, of the discriminator's. */
  readonly balance?: number;
}

/** Options of {@link balanceCurves}. */
export interface BalanceOptions extends FigureOptions {
  /** `probability`: scores lie in 0–1; `score`: they are logits, of which only the difference has a meaning. */
  readonly scoreKind?: "probability" | "score";
  /**
   * Range of discriminator accuracy to mark as balanced, 0–1. Default: for probabilities 0.6 … 0.9; for logits none,
   * because a discriminator with a gradient penalty still gives useful gradients at full accuracy.
   */
  readonly targetAccuracy?: readonly [number, number];
}

/**
 * Draws the balance of discriminator and generator: scores, accuracy and gradients below each other, over one time
 * axis.
 *
 * @param records - quantities over time, oldest first
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export async function balanceCurves(records: readonly BalanceRecord[], options: BalanceOptions): Promise<Figure> {
  const { language, scoreKind = "probability" } = options;
  const goodAccuracy = options.targetAccuracy ?? (scoreKind === "probability" ? [0.6, 0.9] : undefined);
  const curve = (name: Curve["name"], value: (record: BalanceRecord) => number | undefined): Curve => ({
    name,
    points: records.flatMap((record) => {
      const number = value(record);
      return number === undefined ? [] : [[record.imagesSeen, number] as const];
    }),
  });
  const verdicts = [
    curve(figureText.words.realPictures, (record) => record.realScore),
    curve(figureText.words.fakePictures, (record) => record.fakeScore),
  ];
  const accuracy = [curve(figureText.words.accuracyLine, ({ accuracy: share }) => share && 100 * share)];
  const gradients = [
    curve(figureText.words.discriminator, (record) => record.discriminatorGradient),
    curve(figureText.words.generator, (record) => record.generatorGradient),
  ];
  const tilt = [curve(figureText.words.tiltLine, (record) => record.balance)];
  const used = [verdicts, accuracy, gradients, tilt].filter((curves) => curves.some(({ points }) => points.length > 0));
  const shared = {
    language,
    height: 130,
    left: 44,
    until: Math.max(1, ...records.map((record) => record.imagesSeen)),
    right: labelRoom(used.flat(), language),
  } as const;
  const panels: Block[] = [];
  for (const curves of used) {
    const time = curves === used.at(-1) ? { time: figureText.words.imagesSeen } : {};
    if (curves === verdicts && scoreKind === "probability") {
      panels.push(await curvePanel(curves, { ...shared, ...time, name: figureText.words.verdict, domain: [0, 1] }));
    } else if (curves === verdicts) {
      panels.push(
        await curvePanel(curves, { ...shared, ...time, name: figureText.words.verdictScore, scale: "linear" }),
      );
    } else if (curves === accuracy) {
      panels.push(
        await curvePanel(curves, {
          ...shared,
          ...time,
          name: figureText.words.accuracy,
          domain: [0, 100],
          ...(goodAccuracy && {
            band: { from: 100 * goodAccuracy[0], to: 100 * goodAccuracy[1], name: figureText.words.goodRange },
          }),
          level: { at: 50, name: figureText.words.guessing },
          format: (value) => `${Math.round(value)}%`,
        }),
      );
    } else if (curves === tilt) {
      panels.push(
        await curvePanel(curves, {
          ...shared,
          ...time,
          name: figureText.words.balance,
          domain: [-5, 5],
          scale: "linear",
          level: { at: 0, name: figureText.words.noneSlowed },
        }),
      );
    } else panels.push(await curvePanel(curves, { ...shared, ...time, name: figureText.words.gradients }));
  }
  return figure(stack(panels, 14), {
    title: figureText.words.balanceTitle,
    caption: scoreKind === "score" ? figureText.words.scoresCaption : figureText.words.balanceCaption,
    ...options,
  });
}
