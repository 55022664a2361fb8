import { appendLog, saveCheckpoint, type LogRecord, type MetricSums } from "../checkpoint/index.ts";
import { attributeColumns, type Dataset } from "../dataset/index.ts";
import type { Device } from "../device/index.ts";
import type { TrainedModel } from "../sample/index.ts";
import type { Files } from "../host.ts";
import type { Model, Stage } from "../model/index.ts";
import {
  type HealthCheck,
  assessTraining,
  isBreakdown,
  stageAt,
  type Snapshot,
  type Trainer,
  type Verdict,
} from "../train/index.ts";
import type { RunConfig } from "./config.ts";
import type { Monitor } from "./monitor.ts";
import type { ComparedImages } from "./run-event.ts";
import { gatherFigures, saveSampleSheet, writeFigures, type FigureData } from "./figures.ts";
import { saveTrainingImageStatistics } from "./training-image-statistics.ts";
import { writeRunModelCard } from "./write-model-card.ts";
import type { RunContext } from "./run-context.ts";

/** State of a training run. */
export interface RunParts {
  readonly config: RunConfig;
  readonly dataset: Dataset;
  /** Held-out images; the whole data set if none are held out. */
  readonly heldOut: Dataset;
  readonly model: Model;
  readonly trainer: Trainer;
  readonly monitor: Monitor;
  /** Log so far; health checks are appended to it. */
  readonly log: LogRecord[];
  /** Metric sums since the last record of the log. */
  readonly unlogged: MetricSums | undefined;
  /** Whether figures are written as files. */
  readonly drawn: boolean;
}

/** Outputs to save: a checkpoint, a sample sheet, or both with figures and model card. */
export interface SaveRequest {
  readonly checkpoint?: boolean;
  readonly samples?: boolean;
  readonly figures?: boolean;
}

/** Result of a health check. */
export interface HealthReport {
  readonly verdict: Verdict;
  readonly checkup: HealthCheck;
  readonly compared: ComparedImages;
  /** Whether this checkpoint is the best so far. */
  readonly best: boolean;
}

/** Figures of a run. */
export interface SavedFigures {
  readonly step: number;
  readonly figureData: FigureData;
  /** Paths relative to the run's folder. */
  readonly files: readonly string[];
}

/**
 * Updates the folder of a run from one evaluation of the trainer. Saves nothing of a model that broke down.
 *
 * @returns the health report if a checkpoint was due, and the figures if those were due.
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
  await saveSampleSheet(sources, stageBefore(parts, snapshot.step) === model.stages.at(-1));
  if (!due.figures) return { look };
  const figureData = await gatherFigures(sources);
  const files = parts.drawn ? await writeFigures(place, figureData, language) : [];
  await writeRunModelCard(place, parts, snapshot, look!.verdict);
  return { look, kept: { step: snapshot.step, figureData, files } };
}

/** Saves the state of a training without evaluating its model. */
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

/** Evaluates a model and saves it, unless it broke down. */
async function checkAndSave(
  { host, device, path }: RunContext,
  parts: RunParts,
  snapshot: Snapshot,
  trained: TrainedModel,
): Promise<HealthReport> {
  const { config, trainer, monitor, log, unlogged } = parts;
  const { imagesSeen } = trainer;
  const before = healthChecksIn(parts, snapshot.step).filter(({ step }) => step < snapshot.step);
  const isDrawing = judgesDrawings(trained, stageBefore(parts, snapshot.step));
  const checkup: HealthCheck = { imagesSeen, ...(await monitor.evaluate(trained, isDrawing)) };
  const verdict = assessTraining({ checkups: [...before, checkup], log, adversarial: config.adversarial });
  const compared = trained.model.translate ? "translations" : isDrawing ? "drawings" : "reconstructions";
  if (isBreakdown(verdict)) return { verdict, checkup, compared, best: false };
  // any trained model beats the initial one
  const best = before.every(({ imagesSeen: seen, distance }) => seen === 0 || checkup.distance <= distance);
  const { imagesSeen: _, ...seen } = checkup;
  const metrics = Object.fromEntries(Object.entries(seen).filter(([, value]) => value !== undefined));
  if (healthChecksIn(parts, snapshot.step).length === before.length) {
    const record: LogRecord = { step: snapshot.step, imagesSeen, metrics, verdict };
    log.push(record);
    await appendLog(host.files, path, record);
  }
  await saveTraining(host.files, path, device, { config, trainer, unlogged }, snapshot, best);
  await saveTrainingImageStatistics(host.files, path, {
    ...monitor.real,
    scores: await monitor.scores(trained),
  });
  return { verdict, checkup, compared, best };
}

/** A health check and its step. */
type LoggedCheck = HealthCheck & { readonly step: number };

/**
 * Returns the health checks of the stage that ends with a step, or in which it lies: drawings and reconstructions are not
 * compared.
 */
export function healthChecksIn(parts: Pick<RunParts, "config" | "model" | "log">, step: number): LoggedCheck[] {
  const stage = stageBefore(parts, step);
  return parts.log
    .filter(({ verdict, step: at }) => verdict !== undefined && stageBefore(parts, at) === stage)
    .map(({ step: at, imagesSeen, metrics: { distance, diversity, copies } }) => ({
      step: at,
      imagesSeen,
      distance,
      diversity,
      copies,
    }));
}

/** Returns the stage that trained last after `step` steps. */
function stageBefore({ config, model }: Pick<RunParts, "config" | "model">, step: number): Stage {
  return stageAt(model.stages, config, Math.max(0, step - 1)).stage;
}

/**
 * Tells whether a model is judged by its drawings: a model with an encoder is judged by its reconstructions, and one with
 * stages by its drawings in the last one.
 */
function judgesDrawings({ model }: TrainedModel, stage: Stage): boolean {
  return model.encode === undefined || (model.stages.length > 1 && stage === model.stages.at(-1));
}
