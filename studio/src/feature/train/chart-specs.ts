import { hasEqualSteps, smoothCurve, type LogRecord, type Text } from "omakase/studio";
import type { TrainedKind } from "./trainings.ts";
import { words } from "./words.ts";

/** Line of a chart: one metric of the log. */
export interface ChartLineSpec {
  readonly metric: string;
  readonly name: Text;
  /** Whether the line is smoothed. */
  readonly smooth: boolean;
  /** Factor of the metric. Default 1. */
  readonly factor?: number;
}

/** Chart with its help text. */
export interface ChartSpec {
  readonly id: string;
  readonly title: Text;
  readonly help: Text;
  readonly lines: readonly ChartLineSpec[];
  /** Minimum range of the vertical axis. Default: the range of the lines. */
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
const stagedReconstruction: ChartSpec = {
  ...reconstruction,
  lines: [{ metric: "encoder+decoder.reconstruction", name: words.error, smooth: true }],
};
const flow: ChartSpec = {
  id: "flow",
  title: words.flow,
  help: words.flowHelp,
  lines: [{ metric: "flow.matching", name: words.error, smooth: true }],
};
const translation: ChartSpec = { ...reconstruction, title: words.translation, help: words.translationHelp };
const divergence: ChartSpec = {
  id: "divergence",
  title: words.divergence,
  help: words.divergenceHelp,
  lines: [{ metric: "klDivergence", name: words.divergenceLine, smooth: true }],
};

/** Returns the charts of a model; one from a person's file has one for each number that its losses log. */
export function chartSpecs(model: TrainedKind, log: readonly LogRecord[] = []): readonly ChartSpec[] {
  if (model === "custom") return [quality, ...ownCharts(log)];
  if (model === "ae") return [quality, reconstruction];
  if (model === "vae") return [quality, reconstruction, divergence];
  if (model === "latent-flow") return [quality, stagedReconstruction, flow, accuracy];
  if (model === "pix2pix") return [quality, translation, adversarialLosses, accuracy];
  return [quality, adversarialLosses, accuracy];
}

function ownCharts(log: readonly LogRecord[]): ChartSpec[] {
  const steps = log.filter(({ metrics }) => !("distance" in metrics)); // others are health checks
  return [...new Set(steps.flatMap(({ metrics }) => Object.keys(metrics)))].map((metric) => {
    const name = { ja: metric, en: metric };
    return { id: metric, title: name, help: words.ownMetric, lines: [{ metric, name, smooth: true }] };
  });
}

/** Returns the charts that several models share. */
export function sharedChartSpecs(models: readonly TrainedKind[]): readonly ChartSpec[] {
  return chartSpecs(models[0]).filter(({ id }) =>
    models.every((model) => chartSpecs(model).some((one) => one.id === id)),
  );
}

/** Returns the points of a line: `[time, value]`, with the time in images seen, or in steps where batches differ. */
export function chartPoints(
  log: readonly LogRecord[],
  { metric, smooth, factor = 1 }: ChartLineSpec,
): [number, number][] {
  const time = hasEqualSteps(log) ? "imagesSeen" : "step";
  const points = log.flatMap(({ metrics, ...record }): [number, number][] =>
    metric in metrics ? [[record[time], factor * metrics[metric]]] : [],
  );
  return smooth ? smoothCurve(points).map(({ at, value }) => [at, value]) : points;
}

/**
 * Returns the mean discriminator accuracy of the last 10 records, 0 … 1; undefined for a model without a discriminator.
 */
export function latestAccuracy(log: readonly LogRecord[]): number | undefined {
  const shares = log.flatMap(({ metrics: { accuracy } }) => (accuracy === undefined ? [] : [accuracy])).slice(-10);
  return shares.length === 0 ? undefined : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** Returns the verdict of the last health check. */
export function latestVerdict(log: readonly LogRecord[]): string | undefined {
  return log.findLast(({ verdict }) => verdict !== undefined)?.verdict;
}

/** Images seen before the samples of a model are usually clear. */
const minImagesSeen: Readonly<Partial<Record<TrainedKind, number>>> = {
  gan: 20_000,
  dcgan: 20_000,
  cgan: 20_000,
  "latent-flow": 40_000,
  ae: 3000,
  vae: 3000,
};

/** Returns whether a model has seen too few images for clear samples. */
export function isUndertrained(model: TrainedKind, imagesSeen: number): boolean {
  return imagesSeen < (minImagesSeen[model] ?? 0);
}
