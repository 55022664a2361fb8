import {
  loadCheckpoint,
  readLog,
  readRunConfig,
  type LoadCheckpointOptions,
  type LoadedCheckpoint,
  type LogRecord,
} from "../checkpoint/index.ts";
import type { Device } from "../device/index.ts";
import type { Trained } from "../generate/index.ts";
import type { Host } from "../host.ts";
import { runSchema, type RunConfig } from "./config.ts";
import { readExamples } from "./examples.ts";
import { createModel } from "./preset.ts";

/** A run as it stands in its folder. */
export interface OpenedRun {
  readonly path: string;
  /** The name of its folder. */
  readonly name: string;
  readonly config: RunConfig;
  readonly loaded: LoadedCheckpoint;
  readonly log: readonly LogRecord[];
  /** Of a model with attributes: their values in pictures that it learned from. */
  readonly examples?: readonly Float32Array[];
  /** The hash of its model, where `loaded` may hold it in half precision only: see `openPackedRun`. */
  readonly hash?: string;
}

/**
 * Reads a run: its configuration, its newest good checkpoint or the wanted one, and its log up to there.
 *
 * @throws OmakaseError `run` when the folder is no run; `checkpoint` when no checkpoint can be used.
 */
export async function openRun({ files }: Host, path: string, options: LoadCheckpointOptions = {}): Promise<OpenedRun> {
  const name = ((await files.entry(path))?.path ?? path).split(/[\\/]/).at(-1)!;
  const config = await readRunConfig(files, path, runSchema);
  const loaded = await loadCheckpoint(files, path, options);
  const log = (await readLog(files, path)).filter(({ step }) => step <= loaded.checkpoint.step);
  const examples = config.attributes && (await readExamples(files, path, config.attributes));
  return { path, name, config, loaded, log, examples };
}

/** The model of a run, ready to draw on a device. */
export function trainedRun({ name, config, loaded, examples, hash }: OpenedRun, device: Device): Trained {
  const { weights, step } = loaded.checkpoint;
  return { model: createModel(config), picture: config, weights, device, examples, run: name, step, hash };
}
