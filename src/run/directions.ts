import { directionNamePattern, directionSchema, type Direction } from "../latent/index.ts";
import { OmakaseError, type Text } from "../error.ts";
import type { Files } from "../host.ts";
import { hashedRun, type OpenedRun } from "./open-run.ts";
import { runText, verbatim } from "../text/index.ts";

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
    runText.directions.understood,
    runText.directions.invalid({ hasPlace: Boolean(place), place }),
  );
}

function unknownDirectionError(where: string, run: string, names: readonly string[]): OmakaseError {
  const listed = names.join(", ");
  return new OmakaseError("option", {
    where,
    ...runText.directions.unknownDirection({ hasListed: Boolean(listed), listed, run }),
  });
}

function otherModelError(where: string, { modelHash: own, step }: Direction, hash: string): OmakaseError {
  const short = (full: string) => full.slice(0, 12);
  const atStep = step === undefined ? verbatim("") : runText.directions.step({ step });
  return directionFileError(
    where,
    runText.directions.ofThisModel({ hash: short(hash) }),
    runText.directions.ofAnotherModel({ own: short(own), atStep }),
  );
}

function directionFileError(where: string, expected: Text, got: Text): OmakaseError {
  return new OmakaseError("run", { where, ...runText.directions.directionFile({ expected, got }) });
}
