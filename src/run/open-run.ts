import {
  loadCheckpoint,
  modelHash,
  readLog,
  readRunConfig,
  type LoadCheckpointOptions,
  type LoadedCheckpoint,
  type LogRecord,
} from "../checkpoint/index.ts";
import type { Device } from "../device/index.ts";
import type { TrainedModel } from "../sample/index.ts";
import { OmakaseError } from "../error.ts";
import type { Host } from "../host.ts";
import { runSchema, type RunConfig } from "./config.ts";
import { findChange } from "./find-change.ts";
import { weightMismatch } from "./inference-weights.ts";
import { readAttributeExamples } from "./attribute-examples.ts";
import { createModel } from "./resolve-config.ts";
import { runText } from "../text/index.ts";

/** A run, read from its folder. */
export interface OpenedRun {
  readonly path: string;
  /** Name of the run's folder. */
  readonly name: string;
  readonly config: RunConfig;
  readonly loaded: LoadedCheckpoint;
  readonly log: readonly LogRecord[];
  /** Attribute values of training images, one column per attribute; for a model with attributes. */
  readonly examples?: readonly Float32Array[];
  /** Hash of the model, if known: `loaded` may hold half-precision weights only. See `openPackedRun`. */
  readonly hash?: string;
}

/**
 * Opens a run: its configuration, a checkpoint (the newest valid one by default), and its log up to that checkpoint.
 *
 * @param path - the run's folder.
 * @throws OmakaseError `run` when the folder is not a run, or its configuration differs from the checkpoint's;
 *   `checkpoint` when there is no valid checkpoint.
 */
export async function openRun({ files }: Host, path: string, options: LoadCheckpointOptions = {}): Promise<OpenedRun> {
  const name = ((await files.stat(path))?.path ?? path).split(/[\\/]/).at(-1)!;
  const config = await readRunConfig(files, path, runSchema);
  const loaded = await loadCheckpoint(files, path, options);
  requireWeights(config, loaded);
  requireOwnConfig(files.join(path, "config.json"), config, loaded);
  const log = (await readLog(files, path)).filter(({ step }) => step <= loaded.checkpoint.step);
  const examples = config.attributes && (await readAttributeExamples(files, path, config.attributes));
  return { path, name, config, loaded, log, examples };
}

/** Rejects weights that do not fit the configuration's networks, as saved by an omakase with other architectures. */
function requireWeights(config: RunConfig, { checkpoint: { weights }, path }: LoadedCheckpoint): void {
  const got = weightMismatch(config, weights);
  if (got === undefined) return;
  throw new OmakaseError("checkpoint", { where: path, ...runText.openRun.otherMaker({ got }) });
}

/** Rejects a configuration that differs from the checkpoint's, as after an edit by hand. */
function requireOwnConfig(where: string, config: RunConfig, { checkpoint }: LoadedCheckpoint): void {
  const changed = findChange(config, checkpoint.config, checkpoint.step);
  if (changed === undefined) return;
  throw new OmakaseError("run", { where, ...runText.openRun.changedConfig({ changed }) });
}

/** Returns a run with its model's hash, which takes a pass over all weights. */
export async function hashedRun(run: OpenedRun): Promise<OpenedRun & { readonly hash: string }> {
  return { ...run, hash: run.hash ?? (await modelHash(run.loaded.checkpoint.weights)) };
}

/** Returns the model of a run for a device. */
export function trainedRun({ name, config, loaded, examples, hash }: OpenedRun, device: Device): TrainedModel {
  const { weights, step } = loaded.checkpoint;
  return { model: createModel(config), picture: config, weights, device, examples, run: name, step, hash };
}
