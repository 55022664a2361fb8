import { dirname, join, relative, resolve } from "node:path";
import { listCheckpoints, requireModel, type Recipe } from "../../checkpoint/index.ts";
import { OmakaseError } from "../../error.ts";
import { bundledModelIds } from "../../node/index.ts";
import { createSampler } from "../../sample/index.ts";
import { hashedRun, openRun, trainedRun } from "../../run/index.ts";
import { isPackedModel, isRunFolder, listRunFolders, openModel, type OpenedModel, type OpenedSampler } from "./open-model.ts"; // oxfmt-ignore
import { chooseDevice, type DeviceCommandOptions } from "../option/device-options.ts";
import type { Session } from "../session.ts";
import { cliText, listText } from "../../text/index.ts";

/** See {@link openRecipeRun}. */
interface OpenRecipeRunOptions extends DeviceCommandOptions {
  /** Model that the command line names. */
  readonly path?: string;
}

/**
 * Opens the model that generated an image: the named one; else the run that the image lies in, a run in the current
 * folder or in `runs/` (one of the recipe's name first), or a bundled model. A run that was trained further may still
 * have the checkpoint of the recipe's step.
 *
 * @param source - the picture's path.
 * @throws OmakaseError `run` when no model is found; `recipe` when the named one, or the run of the recipe's name, is
 *   another model.
 */
export async function openRecipeRun(
  session: Session,
  recipe: Recipe,
  source: string,
  { path, ...deviceOptions }: OpenRecipeRunOptions,
): Promise<OpenedSampler> {
  const names = path === undefined ? await candidateModels(session, recipe, source) : [path];
  let near: OpenedModel | undefined;
  for (const name of names) {
    for await (const run of modelsOf(session, name, recipe.step, path !== undefined)) {
      const hashed = await hashedRun(run);
      if (hashed.hash === recipe.modelHash)
        return { run, sampler: createSampler(trainedRun(hashed, await chooseDevice(session, deviceOptions))) };
      const isInside = !isPackedModel(name) && !relative(run.path, source).startsWith("..");
      if (path !== undefined || run.name === recipe.run || isInside) near ??= run;
    }
  }
  if (near) requireModel(recipe, (await hashedRun(near)).hash, source);
  throw new OmakaseError("run", {
    where: source,
    ...cliText.openRecipeRun.notFound({ run: recipe.run, names: listText(names) }),
  });
}

/** Yields a model with its newest checkpoint, then with that of the recipe's step. */
async function* modelsOf(
  session: Session,
  name: string,
  step: number | undefined,
  isNamed: boolean,
): AsyncGenerator<OpenedModel> {
  const { host } = session;
  const newest = await openModel(session, name, "generate --recipe").catch((error: unknown) => {
    if (isNamed || !(error instanceof OmakaseError)) throw error;
    return undefined; // one candidate of several is damaged
  });
  if (!newest) return;
  yield newest;
  if (isPackedModel(name)) return;
  const kept = await listCheckpoints(host.files, newest.path);
  if (step !== newest.loaded.checkpoint.step && kept.some(({ at }) => at === step))
    yield { ...newest, ...(await openRun(host, newest.path, { at: step })) };
}

/** Lists the models that may have drawn a picture, the likeliest first. */
async function candidateModels(session: Session, recipe: Recipe, source: string): Promise<string[]> {
  const { files } = session.host;
  const found: string[] = [];
  for (let folder = dirname(resolve(source)); found.length === 0; folder = dirname(folder)) {
    if (await isRunFolder(session, folder)) found.push(relative("", folder) || ".");
    if (folder === dirname(folder)) break;
  }
  const here = (await isRunFolder(session, ".")) ? ["."] : [];
  const near = [...here, ...(await listRunFolders(session, ".")), ...(await listRunFolders(session, "runs"))];
  const isNamesake = (path: string) => path === recipe.run || path === join("runs", recipe.run);
  const paths = [...found, ...near.filter(isNamesake), ...near];
  const trained: string[] = [];
  for (const path of new Set(paths)) if ((await listCheckpoints(files, path)).length > 0) trained.push(path);
  return [...trained.map(asPath), ...bundledModelIds];
}

/** Writes a path so that it is never taken for the name of a bundled model. */
function asPath(path: string): string {
  return isPackedModel(path) ? `./${path}` : path;
}
