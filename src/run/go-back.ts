import { loadCheckpoint, saveCheckpoint, trimLog, type Checkpoint, type LogRecord } from "../checkpoint/index.ts";
import type { RunPlace } from "./run-place.ts";

/** Makes the best model of a run its newest one: what came after it is forgotten. */
export async function goBack({
  host: { files },
  path,
}: RunPlace): Promise<{ readonly checkpoint: Checkpoint; readonly log: readonly LogRecord[] }> {
  const { checkpoint } = await loadCheckpoint(files, path, { at: "best" });
  await saveCheckpoint(files, path, checkpoint);
  const folder = files.join(path, "moments");
  for (const name of await files.list(folder))
    if (Number.parseInt(name, 10) > checkpoint.picturesSeen) await files.remove(files.join(folder, name));
  return { checkpoint, log: await trimLog(files, path, checkpoint.step) };
}
