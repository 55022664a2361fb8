import { appendLog, saveCheckpoint, type LogRecord, type MetricSums } from "../checkpoint/index.ts";
import { attributeColumns, type Dataset } from "../dataset/index.ts";
import type { Device } from "../device/index.ts";
import type { TrainedModel } from "../sample/index.ts";
import type { Files } from "../host.ts";
import { type Model } from "../model/index.ts";
import {
  type HealthCheck,
  assessTraining,
  isBreakdown,
  type Snapshot,
  type Trainer,
  type Verdict,
} from "../train/index.ts";
import type { RunConfig } from "./config.ts";
import type { Monitor } from "./monitor.ts";
import { gatherFigures, saveSampleSheet, writeFigures, type FigureData } from "./figures.ts";
import { saveTrainingImageStatistics } from "./training-image-statistics.ts";
import { writeRunModelCard } from "./write-model-card.ts";
import type { RunContext } from "./run-context.ts";

/** What a run is made of, while it trains. */
export interface RunParts {
  readonly config: RunConfig;
  readonly dataset: Dataset;
  /** What no training sees; the data set itself where nothing is held back. */
  readonly heldOut: Dataset;
  readonly model: Model;
  readonly trainer: Trainer;
  readonly monitor: Monitor;
  /** What was logged so far; a look at the model is added to it. */
  readonly log: LogRecord[];
  /** What was measured since the last record of the log. */
  readonly unlogged: MetricSums | undefined;
  /** Whether figures are drawn as files. */
  readonly drawn: boolean;
}

/** What is to be kept of a moment: a checkpoint, what the model draws now, or all of that with figures and card. */
export interface SaveRequest {
  readonly checkpoint?: boolean;
  readonly samples?: boolean;
  readonly figures?: boolean;
}

/** How a run goes. */
export interface HealthReport {
  readonly verdict: Verdict;
  readonly checkup: HealthCheck;
  /** Whether this is the best so far. */
  readonly best: boolean;
}

/** Figures of a run. */
export interface SavedFigures {
  readonly step: number;
  readonly figureData: FigureData;
  /** Paths within the run. */
  readonly files: readonly string[];
}

/**
 * Brings the folder of a run up to date, from one look at the trainer. Of a model that broke down nothing is kept.
 *
 * @returns how it goes, where a checkpoint was due, and the figures, where these were.
 */
export async function saveRun(
  place: RunContext,
  parts: RunParts,
  due: SaveRequest,
): Promise<{ readonly look?: HealthReport; readonly kept?: SavedFigures }> {
  const { language } = place;
  const { config, dataset, heldOut, model, trainer, log } = parts;
  const { imagesSeen } = trainer;
  const snapshot = await trainer.snapshot();
  const examples = config.attributes && attributeColumns(config.attributes, dataset);
  const trained = { model, picture: config, weights: snapshot.weights, device: place.device, examples };
  const look = due.checkpoint || due.figures ? await checkAndSave(place, parts, snapshot, trained) : undefined;
  if ((look && isBreakdown(look.verdict)) || !(due.samples || due.figures)) return { look };
  const sources = { ...place, config, trained, dataset, heldOut, log, imagesSeen };
  await saveSampleSheet(sources);
  if (!due.figures) return { look };
  const figureData = await gatherFigures(sources);
  const files = parts.drawn ? await writeFigures(place, figureData, language) : [];
  await writeRunModelCard(place, parts, snapshot, look!.verdict);
  return { look, kept: { step: snapshot.step, figureData, files } };
}

/** Keeps a training as it stands, without a look at its model. */
export async function saveAutosave(
  { host, device }: RunContext,
  parts: Pick<RunParts, "config" | "trainer" | "unlogged">,
  path: string,
): Promise<void> {
  await saveTraining(host.files, path, device, parts, await parts.trainer.snapshot(), false);
}

async function saveTraining(
  files: Files,
  path: string,
  { name, version }: Device,
  { config, trainer: { imagesSeen }, unlogged }: Pick<RunParts, "config" | "trainer" | "unlogged">,
  snapshot: Snapshot,
  best: boolean,
): Promise<void> {
  const checkpoint = { ...snapshot, imagesSeen, seed: config.seed, device: { name, version }, config, unlogged };
  await saveCheckpoint(files, path, checkpoint, { best });
}

/** Looks at a model and keeps it, unless it broke down. */
async function checkAndSave(
  { host, device, path }: RunContext,
  { config, trainer, monitor: createMonitor, log, unlogged }: RunParts,
  snapshot: Snapshot,
  trained: TrainedModel,
): Promise<HealthReport> {
  const { imagesSeen } = trainer;
  const before = healthChecksIn(log.filter(({ step }) => step < snapshot.step));
  const checkup: HealthCheck = { imagesSeen, ...(await createMonitor.examine(trained)) };
  const verdict = assessTraining({ checkups: [...before, checkup], log, adversarial: config.adversarial });
  if (isBreakdown(verdict)) return { verdict, checkup, best: false };
  // any model that was trained is better than none
  const best = before.every(({ imagesSeen: seen, distance }) => seen === 0 || checkup.distance <= distance);
  const { imagesSeen: _, ...seen } = checkup;
  const metrics = Object.fromEntries(Object.entries(seen).filter(([, value]) => value !== undefined));
  if (healthChecksIn(log).length === before.length) {
    const record: LogRecord = { step: snapshot.step, imagesSeen, metrics, verdict };
    log.push(record);
    await appendLog(host.files, path, record);
  }
  await saveTraining(host.files, path, device, { config, trainer, unlogged }, snapshot, best);
  await saveTrainingImageStatistics(host.files, path, {
    pixelStatistics: createMonitor.real,
    scores: await createMonitor.scores(trained),
  });
  return { verdict, checkup, best };
}

/** The looks that a log tells of. */
export function healthChecksIn(log: readonly LogRecord[]): HealthCheck[] {
  return log
    .filter(({ verdict }) => verdict !== undefined)
    .map(({ imagesSeen, metrics: { distance, diversity, copies } }) => ({
      imagesSeen,
      distance,
      diversity,
      copies,
    }));
}
