import { loadCheckpoint, saveCheckpoint, trimLog, type Checkpoint, type LogRecord } from "../checkpoint/index.ts";
import { listSampleSheets, sampleSheetPath } from "./sample-history.ts";
import type { RunContext } from "./run-context.ts";

/**
 * Restores the best model of a run as its newest one; removes later log records and samples.
 *
 * @returns the best checkpoint, and the log up to it.
 */
export async function rollback({
  host: { files },
  path,
}: RunContext): Promise<{ readonly checkpoint: Checkpoint; readonly log: readonly LogRecord[] }> {
  const { checkpoint } = await loadCheckpoint(files, path, { at: "best" });
  await saveCheckpoint(files, path, checkpoint);
  for (const imagesSeen of await listSampleSheets(files, path))
    if (imagesSeen > checkpoint.imagesSeen) await files.remove(sampleSheetPath(files, path, imagesSeen));
  return { checkpoint, log: await trimLog(files, path, checkpoint.step) };
}
