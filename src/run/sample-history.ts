import type { Files } from "../host.ts";

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
 * Reads the sample sheet saved after a number of images seen.
 *
 * @returns PNG bytes; undefined when there is no such sheet.
 */
export async function readSampleSheet(files: Files, run: string, imagesSeen: number): Promise<Uint8Array | undefined> {
  const path = sampleSheetPath(files, run, imagesSeen);
  return (await files.size(path)) === undefined ? undefined : await files.read(path);
}

/** Returns the path of the sample sheet saved after a number of images seen. */
export function sampleSheetPath(files: Files, run: string, imagesSeen: number): string {
  return files.join(run, folder, `${String(imagesSeen).padStart(9, "0")}.png`);
}

const folder = "sample-history";
