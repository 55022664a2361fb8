import { modelHash, omakaseVersion, saveCheckpoint, writeCard, type LogRecord } from "../checkpoint/index.ts";
import { attributeValues, type Dataset } from "../dataset/index.ts";
import type { Model } from "../model/index.ts";
import type { Snapshot, Trainer } from "../trainer/index.ts";
import type { RunConfig } from "./config.ts";
import { gatherFigures, keepMoment, writeFigures, type FigureData } from "./figures.ts";
import { remakeCommand } from "./remake-command.ts";
import type { RunPlace } from "./run-place.ts";

/** What a run is made of, while it trains. */
export interface RunParts {
  readonly config: RunConfig;
  readonly dataset: Dataset;
  /** What no training sees; the data set itself where nothing is held back. */
  readonly heldOut: Dataset;
  readonly model: Model;
  readonly trainer: Trainer;
  readonly log: readonly LogRecord[];
}

/** What is to be kept of a moment: a checkpoint, what the model draws now, or all of that with figures and card. */
export interface Due {
  readonly checkpoint?: boolean;
  readonly moment?: boolean;
  readonly figures?: boolean;
}

/** Figures of a run. */
export interface Kept {
  readonly step: number;
  readonly shown: FigureData;
  /** Paths within the run. */
  readonly files: readonly string[];
}

/** Brings the folder of a run up to date, from one look at the trainer. Gives the figures where these were due. */
export async function keepRun(place: RunPlace, parts: RunParts, due: Due): Promise<Kept | undefined> {
  const { host, device, path, language } = place;
  const { config, dataset, heldOut, model, trainer, log } = parts;
  const { picturesSeen } = trainer;
  const snapshot = await trainer.snapshot();
  if (due.checkpoint || due.figures)
    await saveCheckpoint(host.files, path, {
      ...snapshot,
      picturesSeen,
      seed: config.seed,
      device: { name: device.name, version: device.version },
      config,
    });
  if (!due.moment && !due.figures) return undefined;
  const examples = config.attributes && attributeValues(config.attributes, dataset);
  const trained = { model, picture: config, weights: snapshot.weights, device, examples };
  const sources = { ...place, config, trained, dataset, heldOut, log, picturesSeen };
  await keepMoment(sources);
  if (!due.figures) return undefined;
  const shown = await gatherFigures(sources);
  const files = await writeFigures(place, shown, language);
  await writeRunCard(place, parts, snapshot);
  return { step: snapshot.step, shown, files };
}

async function writeRunCard(
  { host, device, path, language }: RunPlace,
  { config, dataset, trainer }: RunParts,
  { step, weights }: Snapshot,
): Promise<void> {
  const { model, source, size, seed } = config;
  const facts = {
    run: path,
    model,
    size,
    source,
    pictures: dataset.count,
    credit: dataset.credit,
    steps: step,
    picturesSeen: trainer.picturesSeen,
    seed,
    device: { name: device.name, version: device.version },
    omakase: omakaseVersion,
    modelHash: await modelHash(weights),
    command: remakeCommand(config, dataset, step),
  };
  await writeCard(host.files, path, facts, language);
}
