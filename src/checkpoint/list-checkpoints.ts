import type { Files } from "../host.ts";

/** A checkpoint file of a run. */
export interface CheckpointEntry {
  /** Step of the checkpoint, or the best so far. */
  readonly at: number | "best";
  readonly path: string;
}

const folder = "checkpoint";
const pattern = /^step-(\d{8,})\.safetensors$/;
const bestName = "best.safetensors";

/** Lists the checkpoints of a run, oldest first; the best so far, when there is one, comes before them. */
export async function listCheckpoints(files: Files, runPath: string): Promise<CheckpointEntry[]> {
  const names = await files.list(files.join(runPath, folder));
  const steps = names.flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number);
  const entries = steps.sort((a, b) => a - b).map((at) => ({ at, path: checkpointPath(files, runPath, at) }));
  return names.includes(bestName)
    ? [{ at: "best", path: checkpointPath(files, runPath, "best") }, ...entries]
    : entries;
}

/** Returns the path of a checkpoint. */
export function checkpointPath(files: Files, runPath: string, at: CheckpointEntry["at"]): string {
  const name = at === "best" ? bestName : `step-${String(at).padStart(8, "0")}.safetensors`;
  return files.join(runPath, folder, name);
}

/** Returns the folder of a run's checkpoints. */
export function checkpointFolder(files: Files, runPath: string): string {
  return files.join(runPath, folder);
}
