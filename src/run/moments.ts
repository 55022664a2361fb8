import type { Files } from "../host.ts";

/** After how many pictures seen a run kept what it draws, from the first to the last. */
export async function listMoments(files: Files, run: string): Promise<number[]> {
  const names = await files.list(files.join(run, folder));
  return names.flatMap((name) => /^(\d{9,15})\.png$/.exec(name)?.[1] ?? []).map(Number);
}

/** What a run drew after so many pictures seen, as PNG; undefined where it kept nothing then. */
export async function readMoment(files: Files, run: string, picturesSeen: number): Promise<Uint8Array | undefined> {
  const path = momentPath(files, run, picturesSeen);
  return (await files.size(path)) === undefined ? undefined : await files.read(path);
}

/** Where a run keeps what it drew after so many pictures seen. */
export function momentPath(files: Files, run: string, picturesSeen: number): string {
  return files.join(run, folder, `${String(picturesSeen).padStart(9, "0")}.png`);
}

const folder = "moments";
