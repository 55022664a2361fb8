import { internalError } from "../error.ts";
import type { Files } from "../host.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { encodeCheckpoint } from "./checkpoint-bytes.ts";
import { removeDrafts } from "./remove-drafts.ts";
import { checkpointFolder, checkpointPath, listCheckpoints } from "./list-checkpoints.ts";

/** See {@link saveCheckpoint}. */
export interface SaveCheckpointOptions {
  /** Number of newest checkpoints to keep, ≥ 2, because one may be damaged. Default 3. */
  readonly keep?: number;
  /** Whether this is the best so far; it is then stored as such too, until a better one. Default false. */
  readonly best?: boolean;
}

/**
 * Saves a checkpoint atomically in `checkpoint/` of its run. Removes all but the newest few, and those of later
 * steps, which a rollback has abandoned.
 * @param runPath - folder of the run.
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
  await removeDrafts(files, checkpointFolder(files, runPath));
  return path;
}
