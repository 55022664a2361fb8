import { OmakaseError } from "../error.ts";
import type { Files } from "../host.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { decodeCheckpoint } from "./checkpoint-bytes.ts";
import { listCheckpoints, type CheckpointEntry } from "./list-checkpoints.ts";
import { checkpointText } from "../text/index.ts";

/** See {@link loadCheckpoint}. */
export interface LoadCheckpointOptions {
  /** Step of the checkpoint, or the best so far. Default: the newest undamaged one. */
  readonly at?: CheckpointEntry["at"];
}

/** A loaded checkpoint, and the damaged ones that were skipped. */
export interface LoadedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly path: string;
  /** Newer checkpoints that are damaged, newest first; to report to the user. */
  readonly skipped: readonly { readonly path: string; readonly error: OmakaseError }[];
}

/**
 * Loads a checkpoint of a run.
 * @param runPath - folder of the run.
 * @returns the checkpoint and the skipped ones.
 * @throws OmakaseError `run` when the run has no checkpoint (of that step); `checkpoint` when the wanted one, or all
 *   of them, are damaged or of another version.
 */
export async function loadCheckpoint(
  files: Files,
  runPath: string,
  { at }: LoadCheckpointOptions = {},
): Promise<LoadedCheckpoint> {
  const entries = await listCheckpoints(files, runPath);
  const wanted =
    at === undefined ? entries.filter((one) => one.at !== "best").reverse() : entries.filter((one) => one.at === at);
  const skipped: { path: string; error: OmakaseError }[] = [];
  for (const { path } of wanted) {
    try {
      return { checkpoint: await decodeCheckpoint(await files.read(path), path), path, skipped };
    } catch (error) {
      if (!(error instanceof OmakaseError) || error.code !== "checkpoint") throw error;
      skipped.push({ path, error });
    }
  }
  if (skipped.length > 0) throw at === undefined ? skipped[0].error : damagedStepError(skipped[0].error, entries, at);
  throw missingCheckpointError(runPath, entries, at);
}

/** Returns an error that names the checkpoint before the damaged one. */
function damagedStepError(
  error: OmakaseError,
  entries: readonly CheckpointEntry[],
  at: CheckpointEntry["at"],
): OmakaseError {
  const before = entries.filter((one) => typeof one.at === "number" && (at === "best" || one.at < at)).at(-1);
  if (!before) return error;
  return new OmakaseError("checkpoint", {
    ...error.errorParts,
    remedy: checkpointText.loadCheckpoint.useStep({ at: before.at }),
  });
}

function missingCheckpointError(
  runPath: string,
  entries: readonly CheckpointEntry[],
  at?: CheckpointEntry["at"],
): OmakaseError {
  const present = entries.map((entry) => entry.at).join(", ");
  return new OmakaseError("run", {
    where: runPath,
    ...checkpointText.loadCheckpoint.missingCheckpoint({
      atMissing: at === undefined,
      at: at ?? "",
      hasPresent: present !== "",
      present,
    }),
  });
}
