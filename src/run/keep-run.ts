import { appendLog, saveCheckpoint, type LogRecord, type MetricSums } from "../checkpoint/index.ts";
import { attributeValues, type Dataset } from "../dataset/index.ts";
import type { Device } from "../device/index.ts";
import type { Trained } from "../generate/index.ts";
import type { Files } from "../host.ts";
import { type Model } from "../model/index.ts";
import { type Checkup, diagnose, isBreakdown, type Snapshot, type Trainer, type Verdict } from "../train/index.ts";
import type { RunConfig } from "./config.ts";
import type { Examiner } from "./examiner.ts";
import { gatherFigures, keepMoment, writeFigures, type FigureData } from "./figures.ts";
import { keepRealPictures } from "./real-pictures.ts";
import { writeRunCard } from "./write-run-card.ts";
import type { RunPlace } from "./run-place.ts";

/** What a run is made of, while it trains. */
export interface RunParts {
  readonly config: RunConfig;
  readonly dataset: Dataset;
  /** What no training sees; the data set itself where nothing is held back. */
  readonly heldOut: Dataset;
  readonly model: Model;
  readonly trainer: Trainer;
  readonly examiner: Examiner;
  /** What was logged so far; a look at the model is added to it. */
  readonly log: LogRecord[];
  /** What was measured since the last record of the log. */
  readonly unlogged: MetricSums | undefined;
  /** Whether figures are drawn as files. */
  readonly drawn: boolean;
}

/** What is to be kept of a moment: a checkpoint, what the model draws now, or all of that with figures and card. */
export interface Due {
  readonly checkpoint?: boolean;
  readonly moment?: boolean;
  readonly figures?: boolean;
}

/** How a run goes. */
export interface Look {
  readonly verdict: Verdict;
  readonly checkup: Checkup;
  /** Whether this is the best so far. */
  readonly best: boolean;
}

/** Figures of a run. */
export interface Kept {
  readonly step: number;
  readonly shown: FigureData;
  /** Paths within the run. */
  readonly files: readonly string[];
}

/**
 * Brings the folder of a run up to date, from one look at the trainer. Of a model that broke down nothing is kept.
 *
 * @returns how it goes, where a checkpoint was due, and the figures, where these were.
 */
export async function keepRun(
  place: RunPlace,
  parts: RunParts,
  due: Due,
): Promise<{ readonly look?: Look; readonly kept?: Kept }> {
  const { language } = place;
  const { config, dataset, heldOut, model, trainer, log } = parts;
  const { picturesSeen } = trainer;
  const snapshot = await trainer.snapshot();
  const examples = config.attributes && attributeValues(config.attributes, dataset);
  const trained = { model, picture: config, weights: snapshot.weights, device: place.device, examples };
  const look = due.checkpoint || due.figures ? await keepCheckpoint(place, parts, snapshot, trained) : undefined;
  if ((look && isBreakdown(look.verdict)) || !(due.moment || due.figures)) return { look };
  const sources = { ...place, config, trained, dataset, heldOut, log, picturesSeen };
  await keepMoment(sources);
  if (!due.figures) return { look };
  const shown = await gatherFigures(sources);
  const files = parts.drawn ? await writeFigures(place, shown, language) : [];
  await writeRunCard(place, parts, snapshot, look!.verdict);
  return { look, kept: { step: snapshot.step, shown, files } };
}

/** Keeps a training as it stands, without a look at its model. */
export async function keepBookmark(
  { host, device }: RunPlace,
  parts: Pick<RunParts, "config" | "trainer" | "unlogged">,
  path: string,
): Promise<void> {
  await saveTraining(host.files, path, device, parts, await parts.trainer.snapshot(), false);
}

async function saveTraining(
  files: Files,
  path: string,
  { name, version }: Device,
  { config, trainer: { picturesSeen }, unlogged }: Pick<RunParts, "config" | "trainer" | "unlogged">,
  snapshot: Snapshot,
  best: boolean,
): Promise<void> {
  const checkpoint = { ...snapshot, picturesSeen, seed: config.seed, device: { name, version }, config, unlogged };
  await saveCheckpoint(files, path, checkpoint, { best });
}

/** Looks at a model and keeps it, unless it broke down. */
async function keepCheckpoint(
  { host, device, path }: RunPlace,
  { config, trainer, examiner, log, unlogged }: RunParts,
  snapshot: Snapshot,
  trained: Trained,
): Promise<Look> {
  const { picturesSeen } = trainer;
  const before = checkupsIn(log.filter(({ step }) => step < snapshot.step));
  const checkup: Checkup = { picturesSeen, ...(await examiner.examine(trained)) };
  const verdict = diagnose({ checkups: [...before, checkup], log, adversarial: config.adversarial });
  if (isBreakdown(verdict)) return { verdict, checkup, best: false };
  // any model that was trained is better than none
  const best = before.every(({ picturesSeen: seen, distance }) => seen === 0 || checkup.distance <= distance);
  const { picturesSeen: _, ...seen } = checkup;
  const metrics = Object.fromEntries(Object.entries(seen).filter(([, value]) => value !== undefined));
  if (checkupsIn(log).length === before.length) {
    const record: LogRecord = { step: snapshot.step, picturesSeen, metrics, verdict };
    log.push(record);
    await appendLog(host.files, path, record);
  }
  await saveTraining(host.files, path, device, { config, trainer, unlogged }, snapshot, best);
  await keepRealPictures(host.files, path, { glance: examiner.real, scores: await examiner.scores(trained) });
  return { verdict, checkup, best };
}

/** The looks that a log tells of. */
export function checkupsIn(log: readonly LogRecord[]): Checkup[] {
  return log
    .filter(({ verdict }) => verdict !== undefined)
    .map(({ picturesSeen, metrics: { distance, diversity, copies } }) => ({
      picturesSeen,
      distance,
      diversity,
      copies,
    }));
}
