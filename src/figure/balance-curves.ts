import type { Curve } from "./curve.ts";
import { curvePanel, labelRoom } from "./curve-panel.ts";
import { figure, stack, type Block, type Figure, type FigureOptions } from "./figure.ts";
import { figureWords } from "./words.ts";

/** What was watched at one moment of a GAN's training; what a model does not measure is left out. */
export interface BalanceRecord {
  readonly imagesSeen: number;
  /** The mean verdict on real pictures: a probability, or a raw score (see {@link BalanceOptions.scoreKind}). */
  readonly realScore?: number;
  /** The mean verdict on drawn pictures. */
  readonly fakeScore?: number;
  /** Share of right answers, 0 … 1. */
  readonly accuracy?: number;
  /** The norm of the detective's gradient. */
  readonly discriminatorGradient?: number;
  /** The norm of the counterfeiter's gradient. */
  readonly generatorGradient?: number;
  /** How often the counterfeiter's learning rate was halved, or the detective's (below 0). */
  readonly balance?: number;
}

/** See {@link balanceCurves}. */
export interface BalanceOptions extends FigureOptions {
  /** `probability`: verdicts lie in 0 … 1; `score`: they are logits, of which only the distance says something. */
  readonly scoreKind?: "probability" | "score";
  /**
   * The range of the detective's accuracy that is marked as about right, 0 … 1. Default: for probabilities 0.6 … 0.9;
   * for scores none, because a detective whose gradient is penalised goes on teaching when it is always right.
   */
  readonly targetAccuracy?: readonly [number, number];
}

/** Detective against counterfeiter: verdicts, accuracy and gradients under each other, over one axis of time. */
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
    curve(figureWords.realPictures, (record) => record.realScore),
    curve(figureWords.fakePictures, (record) => record.fakeScore),
  ];
  const accuracy = [curve(figureWords.accuracyLine, ({ accuracy: share }) => share && 100 * share)];
  const gradients = [
    curve(figureWords.discriminator, (record) => record.discriminatorGradient),
    curve(figureWords.generator, (record) => record.generatorGradient),
  ];
  const tilt = [curve(figureWords.tiltLine, (record) => record.balance)];
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
    const time = curves === used.at(-1) ? { time: figureWords.imagesSeen } : {};
    if (curves === verdicts && scoreKind === "probability") {
      panels.push(await curvePanel(curves, { ...shared, ...time, name: figureWords.verdict, domain: [0, 1] }));
    } else if (curves === verdicts) {
      panels.push(await curvePanel(curves, { ...shared, ...time, name: figureWords.verdictScore, scale: "linear" }));
    } else if (curves === accuracy) {
      panels.push(
        await curvePanel(curves, {
          ...shared,
          ...time,
          name: figureWords.accuracy,
          domain: [0, 100],
          ...(goodAccuracy && {
            band: { from: 100 * goodAccuracy[0], to: 100 * goodAccuracy[1], name: figureWords.goodRange },
          }),
          level: { at: 50, name: figureWords.guessing },
          format: (value) => `${Math.round(value)}%`,
        }),
      );
    } else if (curves === tilt) {
      panels.push(
        await curvePanel(curves, {
          ...shared,
          ...time,
          name: figureWords.balance,
          domain: [-5, 5],
          scale: "linear",
          level: { at: 0, name: figureWords.noneSlowed },
        }),
      );
    } else panels.push(await curvePanel(curves, { ...shared, ...time, name: figureWords.gradients }));
  }
  return figure(stack(panels, 14), {
    title: figureWords.balanceTitle,
    caption: scoreKind === "score" ? figureWords.scoresCaption : figureWords.balanceCaption,
    ...options,
  });
}
