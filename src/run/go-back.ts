import { loadCheckpoint, saveCheckpoint, trimLog, type Checkpoint, type LogRecord } from "../checkpoint/index.ts";
import { listMoments, momentPath } from "./moments.ts";
import type { RunPlace } from "./run-place.ts";

/** Makes the best model of a run its newest one: what came after it is forgotten. */
export async function goBack({
  host: { files },
  path,
}: RunPlace): Promise<{ readonly checkpoint: Checkpoint; readonly log: readonly LogRecord[] }> {
  const { checkpoint } = await loadCheckpoint(files, path, { at: "best" });
  await saveCheckpoint(files, path, checkpoint);
  for (const picturesSeen of await listMoments(files, path))
    if (picturesSeen > checkpoint.picturesSeen) await files.remove(momentPath(files, path, picturesSeen));
  return { checkpoint, log: await trimLog(files, path, checkpoint.step) };
}
