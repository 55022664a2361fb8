import { smoothCurve, type LogRecord, type ModelName, type Text } from "omakase";
import { words } from "./words.ts";

/** A line of a chart: which number of the log it shows. */
export interface ChartLineSpec {
  readonly metric: string;
  readonly name: Text;
  /** Whether it is freed of its noise. */
  readonly smooth: boolean;
  /** What the number is multiplied by. Default 1. */
  readonly factor?: number;
}

/** A chart, and how it is to be read. */
export interface ChartSpec {
  readonly id: string;
  readonly title: Text;
  readonly help: Text;
  readonly lines: readonly ChartLineSpec[];
  /** What the vertical axis spans at least. Default: what the lines do. */
  readonly range?: readonly [low: number, high: number];
}

const quality: ChartSpec = {
  id: "quality",
  title: words.quality,
  help: words.qualityHelp,
  lines: [
    { metric: "distance", name: words.distance, smooth: false },
    { metric: "diversity", name: words.diversity, smooth: false },
  ],
  range: [0, 1],
};
const adversarialLosses: ChartSpec = {
  id: "contest",
  title: words.contest,
  help: words.contestHelp,
  lines: [
    { metric: "discriminator.adversarial", name: words.discriminator, smooth: true },
    { metric: "generator.adversarial", name: words.generator, smooth: true },
  ],
};
const accuracy: ChartSpec = {
  id: "accuracy",
  title: words.accuracy,
  help: words.accuracyHelp,
  lines: [{ metric: "accuracy", name: words.seenThrough, smooth: true, factor: 100 }],
  range: [40, 100],
};
const reconstruction: ChartSpec = {
  id: "reconstruction",
  title: words.reconstruction,
  help: words.reconstructionHelp,
  lines: [{ metric: "reconstruction", name: words.error, smooth: true }],
};
const translation: ChartSpec = { ...reconstruction, title: words.translation, help: words.translationHelp };
const divergence: ChartSpec = {
  id: "divergence",
  title: words.divergence,
  help: words.divergenceHelp,
  lines: [{ metric: "divergence", name: words.divergenceLine, smooth: true }],
};

/** What is worth watching of a model. */
export function chartSpecs(model: ModelName): readonly ChartSpec[] {
  if (model === "ae") return [quality, reconstruction];
  if (model === "vae") return [quality, reconstruction, divergence];
  if (model === "pix2pix") return [quality, translation, adversarialLosses, accuracy];
  return [quality, adversarialLosses, accuracy];
}

/** What all of some models have. */
export function sharedChartSpecs(models: readonly ModelName[]): readonly ChartSpec[] {
  return chartSpecs(models[0]).filter(({ id }) =>
    models.every((model) => chartSpecs(model).some((one) => one.id === id)),
  );
}

/** The points of a line: pictures seen, and the number. */
export function chartPoints(
  log: readonly LogRecord[],
  { metric, smooth, factor = 1 }: ChartLineSpec,
): [number, number][] {
  const points = log.flatMap(({ imagesSeen, metrics }): [number, number][] =>
    metric in metrics ? [[imagesSeen, factor * metrics[metric]]] : [],
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
const minImagesSeen: Readonly<Partial<Record<ModelName, number>>> = {
  gan: 20_000,
  dcgan: 20_000,
  cgan: 20_000,
  ae: 3000,
  vae: 3000,
};

/** Whether it has seen so few that its pictures are rough, however well it goes. */
export function isUndertrained(model: ModelName, imagesSeen: number): boolean {
  return imagesSeen < (minImagesSeen[model] ?? 0);
}
