import { smoothCurve, type LogRecord, type ModelName, type Text } from "omakase";
import { words } from "./words.ts";

/** A line of a chart: which number of the log it shows. */
export interface CurveLine {
  readonly metric: string;
  readonly name: Text;
  /** Whether it is freed of its noise. */
  readonly smooth: boolean;
  /** What the number is multiplied by. Default 1. */
  readonly times?: number;
}

/** A chart, and how it is to be read. */
export interface CurveChart {
  readonly id: string;
  readonly title: Text;
  readonly help: Text;
  readonly lines: readonly CurveLine[];
  /** What the vertical axis spans at least. Default: what the lines do. */
  readonly range?: readonly [low: number, high: number];
}

const quality: CurveChart = {
  id: "quality",
  title: words.quality,
  help: words.qualityHelp,
  lines: [
    { metric: "distance", name: words.distance, smooth: false },
    { metric: "diversity", name: words.diversity, smooth: false },
  ],
  range: [0, 1],
};
const contest: CurveChart = {
  id: "contest",
  title: words.contest,
  help: words.contestHelp,
  lines: [
    { metric: "discriminator.adversarial", name: words.detective, smooth: true },
    { metric: "generator.adversarial", name: words.counterfeiter, smooth: true },
  ],
};
const accuracy: CurveChart = {
  id: "accuracy",
  title: words.accuracy,
  help: words.accuracyHelp,
  lines: [{ metric: "accuracy", name: words.seenThrough, smooth: true, times: 100 }],
  range: [40, 100],
};
const reconstruction: CurveChart = {
  id: "reconstruction",
  title: words.reconstruction,
  help: words.reconstructionHelp,
  lines: [{ metric: "reconstruction", name: words.error, smooth: true }],
};
const translation: CurveChart = { ...reconstruction, title: words.translation, help: words.translationHelp };
const divergence: CurveChart = {
  id: "divergence",
  title: words.divergence,
  help: words.divergenceHelp,
  lines: [{ metric: "divergence", name: words.divergenceLine, smooth: true }],
};

/** What is worth watching of a model. */
export function chartsOf(model: ModelName): readonly CurveChart[] {
  if (model === "ae") return [quality, reconstruction];
  if (model === "vae") return [quality, reconstruction, divergence];
  if (model === "pix2pix") return [quality, translation, contest, accuracy];
  return [quality, contest, accuracy];
}

/** What all of some models have. */
export function sharedCharts(models: readonly ModelName[]): readonly CurveChart[] {
  return chartsOf(models[0]).filter(({ id }) => models.every((model) => chartsOf(model).some((one) => one.id === id)));
}

/** The points of a line: pictures seen, and the number. */
export function pointsOf(log: readonly LogRecord[], { metric, smooth, times = 1 }: CurveLine): [number, number][] {
  const points = log.flatMap(({ picturesSeen, metrics }): [number, number][] =>
    metric in metrics ? [[picturesSeen, times * metrics[metric]]] : [],
  );
  return smooth ? smoothCurve(points).map(({ at, value }) => [at, value]) : points;
}

/** How often the detective is right of late, 0 … 1; undefined where there is none. */
export function latestAccuracy(log: readonly LogRecord[]): number | undefined {
  const shares = log.flatMap(({ metrics: { accuracy } }) => (accuracy === undefined ? [] : [accuracy])).slice(-10);
  return shares.length === 0 ? undefined : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** How it went when the model was last looked at. */
export function latestVerdict(log: readonly LogRecord[]): string | undefined {
  return log.findLast(({ verdict }) => verdict !== undefined)?.verdict;
}

/** How many pictures the kinds of models see before what they draw is usually clear. */
const enough: Readonly<Partial<Record<ModelName, number>>> = {
  gan: 20_000,
  dcgan: 20_000,
  cgan: 20_000,
  ae: 3000,
  vae: 3000,
};

/** Whether it has seen so few that its pictures are rough, however well it goes. */
export function isShort(model: ModelName, picturesSeen: number): boolean {
  return picturesSeen < (enough[model] ?? 0);
}
