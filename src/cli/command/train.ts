import { basename, join } from "node:path";
import { readRunConfig, trimLog } from "../../checkpoint/index.ts";
import { selectAttributes, type Dataset } from "../../dataset/index.ts";
import { OmakaseError } from "../../error.ts";
import type { Files } from "../../host.ts";
import { withRunLock, isModelFile, loadModelFile } from "../../node/index.ts";
import {
  openRun,
  resolveConfig,
  runSchema,
  plannedSteps,
  measureThroughput,
  trainRun,
  type RunConfig,
  type TrainPlan,
} from "../../run/index.ts";
import { builtInModels, modelNames, type ModelName } from "../../model/index.ts";
import { numberAbove, defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";
import { chooseDevice, addDeviceOptions } from "../option/device-options.ts";
import { findFreePath } from "../output/find-free-path.ts";
import { loadPictures } from "../input/load-pictures.ts";
import { openBaseModel } from "../input/open-base-model.ts";
import { requireRunFolder } from "../input/open-model.ts";
import { reloadModelFile } from "../input/reload-model-file.ts";
import { requireWritable } from "../require-writable.ts";
import { reportTraining } from "../output/report-training.ts";
import type { Session } from "../session.ts";
import { similarityText } from "../output/similarity-text.ts";
import {
  addTrainingOptions,
  requireModelOptions,
  runOverrides,
  validateConfig,
  validateOverrides,
  requireNoMirroring,
  parseTotalImages,
  type TrainCommandOptions,
} from "../option/train-options.ts";
import { cliText, listText, type Text } from "../../text/index.ts";

/** Default length of the training of a custom model, in minutes. */
const customMinutes = 5;

/** `omakase train <model> <source>`: learns to draw pictures like those of a source. */
export const addTrainCommand: AddCommand = (program, t, language) => {
  const about = cliText.train.about({ modelNames: modelNames.join(", ") });
  const examples = [
    "omakase train vae sushi",
    "omakase train gan ./my-pictures --minutes 30 --flip",
    "omakase train gan sushi --steps 2000 --seed 7 --out runs/first",
    "omakase train pix2pix ./pairs --reverse",
    "omakase train cgan faces --tags hair,hair-colour,glasses,mouth",
    "omakase train --resume runs/first --minutes 30",
    "omakase train gan ./new-pictures --from runs/first --freeze discriminator:2",
  ];
  const command = addDeviceOptions(
    defineCommand(program, { name: "train", about, examples, language }, runTrain),
    t,
    "auto",
  )
    .argument("[model]", t(cliText.train.model({ modelNames: modelNames.join(", ") })))
    .argument("[source]", t(cliText.train.source))
    .option("--steps <n>", t(cliText.train.steps), wholeNumber(1))
    .option("--minutes <m>", t(cliText.train.minutes), numberAbove(0))
    .option("--out <folder>", t(cliText.train.out))
    .option("--resume <run>", t(cliText.train.resume))
    .option("--finish", t(cliText.train.finish))
    .option("--total-images <n>", t(cliText.train.totalImages), parseTotalImages)
    .option("--penalty <g>", t(cliText.train.penalty), numberAbove(0))
    .option("--tags <names>", t(cliText.train.tags), (names) => names.split(",").map((name) => name.trim()))
    .option("--from <run>", t(cliText.train.from))
    .option("--checkpoint-every <n>", t(cliText.train.checkpointEvery), wholeNumber(1))
    .option("--figures-every <n>", t(cliText.train.figuresEvery), wholeNumber(1))
    .option("--dry-run", t(cliText.train.dryRun));
  addTrainingOptions(command, t);
};

async function runTrain(
  session: Session,
  model: string | undefined,
  source: string | undefined,
  options: TrainCommandOptions,
): Promise<void> {
  if (options.finish && options.resume === undefined)
    throw new OmakaseError("option", { where: "--finish", ...cliText.train.finishWithoutResume });
  if (options.finish && (options.steps ?? options.minutes) !== undefined)
    throw new OmakaseError("option", { where: "--finish", ...cliText.train.finishWithLength });
  if (options.resume !== undefined) {
    const path = options.resume;
    await requireRunFolder(session, path, "--resume");
    await readRunConfig(session.host.files, path, runSchema); // a wrong path throws before the lock is written
    return withRunLock(path, session.language, () => resumeTraining(session, path, options));
  }
  if (model !== undefined && isModelFile(model)) return trainFile(session, model, source, options);
  const name = requireModelName(model);
  if (source === undefined) throw argumentError("source", cliText.train.expectedSource, "omakase train gan sushi");
  const { host } = session;
  const overrides = validateOverrides(runOverrides(options));
  requireModelOptions(name, options);
  if (!options.dryRun) await refusePlace(session, options.out);
  const baseModel =
    options.from === undefined
      ? undefined
      : await openBaseModel(session, options.from, { model: name, conditions: overrides, tags: options.tags });
  const { size, count, reverse, channels } = { ...baseModel?.overrides, ...overrides };
  const dataset = await loadPictures(session, source, { size, count, reverse, channels, pairs: name === "pix2pix" });
  const datasetFacts = { pictures: dataset.count, seed: host.newSeed() };
  const isConditional = name === "cgan" || options.tags !== undefined;
  const attributes =
    baseModel?.overrides.attributes ?? (isConditional ? selectAttributes(dataset, options.tags) : undefined);
  if (attributes && overrides.flip) requireNoMirroring(attributes);
  const shape = { channels: dataset.channels, inputChannels: dataset.inputs?.channels, attributes };
  const config = validateConfig(
    resolveConfig(name, source, { ...baseModel?.overrides, ...overrides, ...shape }, datasetFacts),
  );
  await beginTraining(session, config, dataset, options, { start: baseModel?.start });
}

/** Trains a model that a person's own file defines. */
async function trainFile(session: Session, file: string, source: string | undefined, options: TrainCommandOptions) {
  if (source === undefined) throw argumentError("source", cliText.train.expectedSource, `omakase train ${file} sushi`);
  const { host } = session;
  const conditions = validateOverrides(runOverrides(options));
  if (!options.dryRun) await refusePlace(session, options.out);
  const { size = 64, count, reverse, channels } = conditions;
  const loaded = await loadModelFile(file);
  const isTranslator = loaded.create({ size, channels: channels ?? 3 }).inputChannels !== undefined;
  const dataset = await loadPictures(session, source, { size, count, reverse, channels, pairs: isTranslator });
  const attributes = dataset.tags.length > 0 ? selectAttributes(dataset, options.tags) : undefined;
  const model = loaded.create({ size, channels: dataset.channels, attributes });
  const custom = { model, file, sha256: loaded.sha256 };
  const shape = { channels: dataset.channels, size };
  const known = { pictures: dataset.count, seed: host.newSeed() };
  const config = validateConfig(resolveConfig(custom, source, { ...conditions, ...shape }, known));
  await beginTraining(session, config, dataset, options, { model });
}

/** Trains into a free folder, or only prints the configuration. */
async function beginTraining(
  session: Session,
  config: RunConfig,
  dataset: Dataset,
  options: TrainCommandOptions,
  startingPoint: Pick<TrainPlan, "start" | "model">,
): Promise<void> {
  const { model, source, definition } = config;
  if (options.dryRun) {
    session.emit(config);
    const printed = definition && { file: definition.file, sha256: definition.sha256 }; // without its graphs
    session.print(JSON.stringify({ ...config, ...(printed && { definition: printed }) }, undefined, 2));
    return;
  }
  const kind = definition?.stored.kind ?? model;
  const place = join("runs", `${kind}-${basename(source).replace(/\.\w+$/, "")}`);
  const path = options.out ?? (await findFreePath(session, place));
  await refuseRun(session, path); // again, as another training may have begun in the meantime
  await withRunLock(path, session.language, () =>
    trainAndReport(session, path, config, dataset, options, startingPoint),
  );
}

/** Refuses a place for a run before any work begins. */
async function refusePlace(session: Session, out: string | undefined): Promise<void> {
  if (out === undefined) await requireWritable(session.host.files, "runs", "folder");
  else await refuseRun(session, out);
}

/** Refuses to overwrite a run. One that was stopped before its first checkpoint holds nothing yet. */
async function refuseRun({ host: { files } }: Session, path: string): Promise<void> {
  if ((await files.size(join(path, "config.json"))) === undefined) return;
  if ((await files.size(join(path, "log.jsonl"))) === undefined && (await isEmpty(files, path))) return;
  throw new OmakaseError("run", { where: path, ...cliText.train.folderIsRun({ path }) });
}

async function isEmpty(files: Files, path: string): Promise<boolean> {
  return (await files.list(join(path, "checkpoint"))).length === 0;
}

async function resumeTraining(session: Session, path: string, options: TrainCommandOptions): Promise<void> {
  const { host } = session;
  const run = await openRun(host, path);
  const { checkpoint, skipped } = run.loaded;
  for (const { path: broken } of skipped) session.print(cliText.train.damaged({ broken, step: checkpoint.step }));
  if (options.steps !== undefined && options.steps < checkpoint.step)
    throw new OmakaseError("option", {
      where: "--steps",
      ...cliText.train.tooFewSteps({ step: checkpoint.step, steps: options.steps }),
    });
  const { source, size, channels, count, reverse, inputChannels } = run.config;
  const pairs = inputChannels !== undefined;
  const dataset = await loadPictures(session, source, { size, channels, count, reverse, pairs });
  const model = await reloadModelFile(run.config, dataset);
  const log = await trimLog(host.files, path, checkpoint.step);
  await trainAndReport(session, path, run.config, dataset, options, { from: { checkpoint, log }, model });
}

async function trainAndReport(
  session: Session,
  path: string,
  config: RunConfig,
  dataset: Dataset,
  options: TrainCommandOptions,
  startingPoint: Pick<TrainPlan, "from" | "start" | "model">,
): Promise<void> {
  const { host, language, signal } = session;
  // bit-exactly where it was
  const previousDevice = startingPoint.from?.checkpoint.device;
  const defaultDevice = previousDevice === undefined ? "auto" : previousDevice.name === "webgpu" ? "webgpu" : "cpu";
  const half = options.half ?? (options.device === undefined && previousDevice?.version.endsWith(" half") === true);
  const device = await chooseDevice(
    session,
    { ...options, device: options.device ?? defaultDevice, half },
    (candidate) => measureThroughput(candidate, config, dataset, host.clock, startingPoint.model),
  );
  const { checkpointEvery, figuresEvery } = options;
  const usual = config.model === "custom" ? customMinutes : builtInModels[config.model].minutes;
  const steps =
    options.steps ??
    (options.minutes === undefined && !options.finish
      ? plannedSteps(config, startingPoint.from?.checkpoint)
      : undefined);
  const minutes = options.minutes ?? (steps === undefined ? usual : undefined);
  const plan = { steps, minutes, finish: options.finish, checkpointEvery, figuresEvery, signal, ...startingPoint };
  const summary = await reportTraining(
    session,
    (config.definition?.stored.kind ?? config.model).toUpperCase(),
    trainRun({ host, device, language, path }, config, dataset, plan),
  );
  const { translations } = summary.figureData;
  if (translations) {
    session.emit({ type: "held-out-similarity", heldOut: translations.similarity });
    session.print(cliText.train.heldOut);
    session.print(similarityText(translations.similarity));
    session.print(cliText.train.toEvaluate({ path }));
  }
  if (summary.stopReason) process.exitCode = 2;
  for (const file of summary.figures) session.print(`  ${join(path, file)}`);
  if (summary.isInterrupted) session.print(cliText.train.toResume({ path }));
  if (summary.stepsToFinish > 0) session.print(cliText.train.toFinish({ path }));
  if (summary.isInterrupted) return;
  if (config.model === "pix2pix") session.print(cliText.train.toTranslate({ path, source: config.source }));
  else session.print(cliText.train.toDraw({ path }));
}

function requireModelName(model: string | undefined): ModelName {
  const found = modelNames.find((name) => name === model);
  if (found) return found;
  throw argumentError("model", listText(modelNames), "omakase train gan sushi", model);
}

function argumentError(where: string, expected: Text, example: string, got?: string): OmakaseError {
  return new OmakaseError("option", {
    where,
    ...cliText.train.argument({ expected, gotMissing: got === undefined, got: got ?? "", example }),
  });
}
