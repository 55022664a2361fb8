import type { Files } from "../host.ts";

/** After how many pictures seen a run kept what it draws, from the first to the last. */
export async function listSampleSheets(files: Files, run: string): Promise<number[]> {
  const names = await files.list(files.join(run, folder));
  return names.flatMap((name) => /^(\d{9,15})\.png$/.exec(name)?.[1] ?? []).map(Number);
}

/** What a run drew after so many pictures seen, as PNG; undefined where it kept nothing then. */
export async function readSampleSheet(files: Files, run: string, imagesSeen: number): Promise<Uint8Array | undefined> {
  const path = sampleSheetPath(files, run, imagesSeen);
  return (await files.size(path)) === undefined ? undefined : await files.read(path);
}

/** Where a run keeps what it drew after so many pictures seen. */
export function sampleSheetPath(files: Files, run: string, imagesSeen: number): string {
  return files.join(run, folder, `${String(imagesSeen).padStart(9, "0")}.png`);
}

const folder = "sample-history";
