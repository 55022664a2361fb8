import { basename } from "node:path";
import { OmakaseError, type Text } from "../../error.ts";
import { bundledModelIds, isBundledModel, openBundledModel } from "../../node/index.ts";
import { openPackedRun, openRun, shellWord, trainedRun, type OpenedRun } from "../../run/index.ts";
import { createSampler, type Sampler, type TrainedModel } from "../../sample/index.ts";
import { chooseDevice, type DeviceCommandOptions } from "../option/device-options.ts";
import type { Session } from "../session.ts";
import { cliText } from "../../text/index.ts";

/** A model that a command line names. `path` is the folder of its results: of a run, its own folder. */
export interface OpenedModel extends OpenedRun {
  /** Argument that names the model in a command, quoted where a shell needs it. */
  readonly argument: string;
}

/** A model, ready to draw. */
export interface OpenedSampler {
  readonly run: OpenedModel;
  readonly sampler: Sampler;
}

/** Options of opening a model. */
interface OpenModelOptions extends DeviceCommandOptions {
  /** Name of the command, for advice. */
  readonly commandName: string;
}

/** Opens a model for drawing; see {@link openModel}. */
export async function openSampler(
  session: Session,
  name: string | undefined,
  options: OpenModelOptions,
): Promise<OpenedSampler> {
  const { run, trained } = await openTrainedModel(session, name, options);
  return { run, sampler: createSampler(trained) };
}

/** Opens a model of any kind, also one without a sampler. */
export async function openTrainedModel(
  session: Session,
  name: string | undefined,
  { commandName, ...deviceOptions }: OpenModelOptions,
): Promise<{ readonly run: OpenedModel; readonly trained: TrainedModel }> {
  const run = await openModel(session, name, commandName);
  return { run, trained: trainedRun(run, await chooseDevice(session, deviceOptions)) };
}

/**
 * Opens the model that a command line names: a bundled one by its name, a `.omakase` file, or a run by its folder. The
 * name of a bundled model always means that model, and `./name` always a path. Results of a bundled model and of a file
 * go to `omakase-NAME` in the current folder.
 *
 * @param name - undefined when the command line has none.
 * @throws OmakaseError `option` when there is no such model; `run` or `checkpoint` when it cannot be read.
 */
export async function openModel(
  session: Session,
  name: string | undefined,
  commandName?: string,
): Promise<OpenedModel> {
  const { host, print } = session;
  const { files } = host;
  if (name === undefined) throw await unknownModelError(session, name, commandName);
  const entry = await files.stat(name);
  const id = name.replace(/\.omakase$/, "");
  if (isBundledModel(id) && (id === name || entry === undefined)) {
    if (await isRunFolder(session, name)) print(cliText.openModel.bundledFirst({ name }));
    return { ...(await openBundledModel(id)), path: resultFolder(id), argument: name };
  }
  if (entry?.kind === "file") {
    const run = await openPackedRun(await files.read(name), name);
    return { ...run, path: resultFolder(basename(name).replace(/\.\w+$/, "")), argument: shellWord(name) };
  }
  if (!(await isRunFolder(session, name))) throw await unknownModelError(session, name, commandName);
  const run = await openRun(host, name);
  for (const { path: broken } of run.loaded.skipped)
    print(cliText.openModel.damaged({ broken, step: run.loaded.checkpoint.step }));
  return { ...run, argument: shellWord(name) };
}

/** Returns whether a name is that of a model without a folder: a bundled one, or a `.omakase` file. */
export function isPackedModel(name: string): boolean {
  return isBundledModel(name) || name.endsWith(".omakase");
}

/**
 * Refuses a model without a folder where a command needs what only the folder has: training state, or statistics. A run
 * folder with the name of a bundled model is a run here.
 *
 * @param where - the option or argument.
 * @throws OmakaseError `option`.
 */
export async function requireRunFolder(session: Session, name: string, where: string): Promise<void> {
  if (!isPackedModel(name) || (await isRunFolder(session, name))) return;
  throw new OmakaseError("option", { where, ...cliText.openModel.drawingOnly({ name }) });
}

/** Lists the folders of runs that lie in a folder, in alphabetical order. */
export async function listRunFolders({ host: { files } }: Session, folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of [...(await files.list(folder))].sort()) {
    const path = folder === "." ? name.replace(/\/$/, "") : files.join(folder, name.replace(/\/$/, ""));
    if (name.endsWith("/") && (await files.size(files.join(path, "config.json"))) !== undefined) found.push(path);
  }
  return found;
}

/** Returns whether a folder holds a run. */
export async function isRunFolder({ host: { files } }: Session, path: string): Promise<boolean> {
  return (await files.size(files.join(path, "config.json"))) !== undefined;
}

/** Returns the folder of the results of a model without a folder. */
function resultFolder(name: string): string {
  return `omakase-${name}`;
}

/** Maximum number of runs that an error lists. */
const maxListedRuns = 6;

/** Returns the error about a missing model; it lists the models that exist. */
async function unknownModelError(session: Session, name: string | undefined, commandName = "generate") {
  const runs = (await Promise.all(["runs", "."].map((folder) => listRunFolders(session, folder)))).flat();
  const bundled = bundledModelIds.join(", ");
  const listed = runs.slice(0, maxListedRuns).join(", ") + (runs.length > maxListedRuns ? ", …" : "");
  const kind = name !== undefined && (await session.host.files.stat(name))?.kind;
  const got: Text = kind
    ? cliText.openModel.folderWithoutRun
    : cliText.openModel.nothing({ hasName: name !== undefined });
  return new OmakaseError("option", {
    where: name ?? "model",
    ...cliText.openModel.unknownModel({
      listed,
      noListed: listed === "",
      bundled,
      got,
      commandName,
      run: runs[0] ?? bundledModelIds[0],
    }),
  });
}
