import { dirname, join, relative, resolve } from "node:path";
import { listCheckpoints, modelHash, requireModel, type Recipe } from "../../checkpoint/index.ts";
import { OmakaseError } from "../../error.ts";
import { createSampler } from "../../sample/index.ts";
import { openRun, trainedRun, type OpenedRun } from "../../run/index.ts";
import type { OpenedSampler } from "./open-sampler.ts";
import { chooseDevice, type DeviceCommandOptions } from "../option/device-options.ts";
import type { Session } from "../session.ts";

/** See {@link openRecipeRun}. */
interface OpenRecipeRunOptions extends DeviceCommandOptions {
  /** Run that the command line names. */
  readonly path?: string;
}

/**
 * Opens the model that generated an image: in the named run, in the run that the image lies in, or in `runs/`. A run
 * that was trained further may still have the checkpoint of the recipe's step.
 *
 * @param source - the picture's path.
 * @throws OmakaseError `run` when no run is found; `recipe` when the runs found have other models.
 */
export async function openRecipeRun(
  session: Session,
  recipe: Recipe,
  source: string,
  { path, ...deviceOptions }: OpenRecipeRunOptions,
): Promise<OpenedSampler> {
  const paths = path === undefined ? await candidateRuns(session, recipe, source) : [path];
  let near: OpenedRun | undefined;
  for (const candidate of paths) {
    for await (const run of runCheckpoints(session, candidate, recipe.step)) {
      near ??= run;
      if ((await modelHash(run.loaded.checkpoint.weights)) !== recipe.modelHash) continue;
      return { run, sampler: createSampler(trainedRun(run, await chooseDevice(session, deviceOptions))) };
    }
  }
  if (near) requireModel(recipe, await modelHash(near.loaded.checkpoint.weights), source);
  throw new OmakaseError("run", {
    where: source,
    expected: {
      ja: `この絵を描いた実行「${recipe.run}」のフォルダ`,
      en: `the folder of the run "${recipe.run}" that drew this picture`,
    },
    got: { ja: "見つからない", en: "none that could be found" },
    remedy: { ja: "--run でそのフォルダを指定してください", en: "Give its folder with --run" },
  });
}

/** Yields the run with its newest checkpoint, then with that of the recipe's step. */
async function* runCheckpoints({ host }: Session, path: string, step: number | undefined): AsyncGenerator<OpenedRun> {
  const newest = await openRun(host, path);
  yield newest;
  const kept = await listCheckpoints(host.files, path);
  if (step !== newest.loaded.checkpoint.step && kept.some(({ at }) => at === step))
    yield await openRun(host, path, { at: step });
}

async function candidateRuns({ host: { files } }: Session, recipe: Recipe, source: string): Promise<string[]> {
  const found: string[] = [];
  const consider = async (path: string) => {
    const isRun = (await files.size(join(path, "config.json"))) !== undefined;
    if (isRun && (await listCheckpoints(files, path)).length > 0) found.push(path);
  };
  for (let folder = dirname(resolve(source)); found.length === 0; folder = dirname(folder)) {
    await consider(relative("", folder));
    if (folder === dirname(folder)) break;
  }
  // the name comes from an untrusted file: it may contain no path
  if (/^[^\\/]+$/.test(recipe.run) && !recipe.run.startsWith(".")) await consider(join("runs", recipe.run));
  return found;
}
