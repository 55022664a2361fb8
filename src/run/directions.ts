import { directionNamePattern, directionSchema, type Direction } from "../latent/index.ts";
import { OmakaseError, type Text } from "../error.ts";
import type { Files } from "../host.ts";
import { hashedRun, type OpenedRun } from "./open-run.ts";

/** Subfolder of a run that holds its directions. */
const folder = "direction";

/**
 * Returns the path of a direction's file in a run.
 *
 * @param ending - file name extension. Default `.json`.
 */
export function directionPath(files: Files, runPath: string, name: string, ending = ".json"): string {
  return files.join(runPath, folder, name + ending);
}

/** Saves a direction in its run's folder. */
export function saveDirection(files: Files, runPath: string, direction: Direction): Promise<void> {
  const text = JSON.stringify(directionSchema.parse(direction));
  return files.write(directionPath(files, runPath, direction.name), `${text}\n`);
}

/** Lists the names of a run's directions in alphabetical order. */
export async function listDirections(files: Files, runPath: string): Promise<string[]> {
  const names = await files.list(files.join(runPath, folder));
  return names.flatMap((name) => (name.endsWith(".json") ? [name.slice(0, -".json".length)] : [])).sort();
}

/**
 * Opens a direction of a run.
 *
 * @param run - `argument` names it in commands. Default: its path.
 * @throws OmakaseError `option` when the run has no direction of this name; `run` when its file is damaged, or belongs
 *   to other weights than the run's current ones.
 */
export async function openDirection(
  files: Files,
  run: OpenedRun & { readonly argument?: string },
  name: string,
): Promise<Direction> {
  const path = directionPath(files, run.path, name);
  if (!directionNamePattern.test(name) || (await files.size(path)) === undefined)
    throw unknownDirectionError(name, run.argument ?? run.path, await listDirections(files, run.path));
  const direction = readDirection(await files.read(path), path);
  const { hash } = await hashedRun(run);
  if (direction.modelHash !== hash) throw otherModelError(path, direction, hash);
  return direction;
}

function readDirection(bytes: Uint8Array, where: string): Direction {
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    data = undefined;
  }
  const result = directionSchema.safeParse(data);
  if (result.success) return result.data;
  const place = result.error.issues[0].path.join(".");
  throw directionFileError(
    where,
    { ja: "この omakase が読める方向", en: "a direction that this omakase understands" },
    {
      ja: place ? `${place} のおかしいファイル` : "読めないファイル",
      en: place ? `a file with a wrong ${place}` : "a file that cannot be read",
    },
  );
}

function unknownDirectionError(where: string, run: string, names: readonly string[]): OmakaseError {
  const listed = names.join(", ");
  return new OmakaseError("option", {
    where,
    expected: listed
      ? { ja: `この実行にある方向（${listed}）`, en: `a direction of this run (${listed})` }
      : { ja: "この実行にある方向", en: "a direction of this run" },
    got: listed
      ? { ja: "それ以外の名前", en: "another name" }
      : { ja: "まだひとつもない実行", en: "a run that has none yet" },
    remedy: {
      ja: `npx omakase direction ${run} --name 名前 --positive … --negative … で作れます`,
      en: `Make one: npx omakase direction ${run} --name NAME --positive … --negative …`,
    },
  });
}

function otherModelError(where: string, { modelHash: own, step }: Direction, hash: string): OmakaseError {
  const short = (full: string) => full.slice(0, 12);
  const then = step === undefined ? { ja: "", en: "" } : { ja: `（ステップ ${step}）`, en: ` (step ${step})` };
  return directionFileError(
    where,
    { ja: `モデル ${short(hash)} の方向`, en: `a direction of the model ${short(hash)}` },
    { ja: `モデル ${short(own)}${then.ja} の方向`, en: `one of the model ${short(own)}${then.en}` },
  );
}

function directionFileError(where: string, expected: Text, got: Text): OmakaseError {
  return new OmakaseError("run", {
    where,
    expected,
    got,
    remedy: {
      ja: "学習を続けるとモデルが変わるので、同じ絵からもう一度作ってください",
      en: "Make it again from the same pictures: training on makes another model",
    },
  });
}
