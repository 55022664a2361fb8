import type { Files } from "../host.ts";

/**
 * Sample sheet of a run: the images seen when it was drawn, or `originals`, the images that the model was given; these
 * exist for models whose samples reconstruct or translate.
 */
export type SampleSheetName = number | "originals";

/**
 * Lists the sample sheets of a run.
 *
 * @returns images seen at each sheet, in ascending order.
 */
export async function listSampleSheets(files: Files, run: string): Promise<number[]> {
  const names = await files.list(files.join(run, folder));
  return names.flatMap((name) => /^(\d{9,15})\.png$/.exec(name)?.[1] ?? []).map(Number);
}

/**
 * Reads a sample sheet.
 *
 * @returns PNG bytes; undefined when there is no such sheet.
 */
export async function readSampleSheet(
  files: Files,
  run: string,
  name: SampleSheetName,
): Promise<Uint8Array | undefined> {
  const path = sampleSheetPath(files, run, name);
  return (await files.size(path)) === undefined ? undefined : await files.read(path);
}

/** Returns the path of a sample sheet. */
export function sampleSheetPath(files: Files, run: string, name: SampleSheetName): string {
  return files.join(run, folder, `${name === "originals" ? name : String(name).padStart(9, "0")}.png`);
}

const folder = "sample-history";
