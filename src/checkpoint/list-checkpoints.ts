import type { Files } from "../host.ts";

/** A checkpoint that a run has, not yet read. */
export interface CheckpointEntry {
  /** The step it was taken after, or the best so far. */
  readonly at: number | "best";
  readonly path: string;
}

const folder = "checkpoint";
const pattern = /^step-(\d{8,})\.safetensors$/;
const bestName = "best.safetensors";

/** The checkpoints of a run, from the oldest to the newest; the best so far, where one was named, comes first. */
export async function listCheckpoints(files: Files, runPath: string): Promise<CheckpointEntry[]> {
  const names = await files.list(files.join(runPath, folder));
  const steps = names.flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number);
  const entries = steps.sort((a, b) => a - b).map((at) => ({ at, path: checkpointPath(files, runPath, at) }));
  return names.includes(bestName)
    ? [{ at: "best", path: checkpointPath(files, runPath, "best") }, ...entries]
    : entries;
}

/** Where a checkpoint stands. */
export function checkpointPath(files: Files, runPath: string, at: CheckpointEntry["at"]): string {
  const name = at === "best" ? bestName : `step-${String(at).padStart(8, "0")}.safetensors`;
  return files.join(runPath, folder, name);
}

/** Removes what a killed process left half-written: one run has one writer, so nobody is still at it. */
export async function removePartialFiles(files: Files, runPath: string): Promise<void> {
  const path = files.join(runPath, folder);
  const drafts = (await files.list(path)).filter((name) => name.startsWith(".") && name.endsWith(".draft"));
  for (const name of drafts) await files.remove(files.join(path, name));
}
