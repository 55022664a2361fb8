import { internalError } from "../error.ts";
import type { Files } from "../host.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { encodeCheckpoint } from "./checkpoint-bytes.ts";
import { checkpointPath, listCheckpoints, removePartialFiles } from "./list-checkpoints.ts";

/** See {@link saveCheckpoint}. */
export interface SaveCheckpointOptions {
  /** How many of the newest are kept. Default 3, at least 2: one may turn out to be damaged. */
  readonly keep?: number;
  /** Whether this is the best so far: then it is also kept as that, until a better one comes. Default false. */
  readonly best?: boolean;
}

/**
 * Keeps a moment of a training in `checkpoint/` of its run, as a whole or not at all. Older ones than the newest few
 * are removed, and so are ones after a later step: after going back, they belong to a future that does not happen.
 *
 * @returns the path of the new file.
 */
export async function saveCheckpoint(
  files: Files,
  runPath: string,
  checkpoint: Checkpoint,
  options: SaveCheckpointOptions = {},
): Promise<string> {
  const { best = false, keep = 3 } = options;
  if (keep < 2) throw internalError(`a run that keeps ${keep} checkpoints`);
  const bytes = await encodeCheckpoint(checkpoint);
  const path = checkpointPath(files, runPath, checkpoint.step);
  await files.write(path, bytes);
  if (best) await files.write(checkpointPath(files, runPath, "best"), bytes);
  const steps = (await listCheckpoints(files, runPath)).filter(({ at }) => at !== "best");
  const later = steps.filter(({ at }) => at !== "best" && at > checkpoint.step);
  const older = steps.slice(0, steps.length - later.length).slice(0, -keep);
  for (const entry of [...later, ...older]) await files.remove(entry.path);
  await removePartialFiles(files, runPath);
  return path;
}
