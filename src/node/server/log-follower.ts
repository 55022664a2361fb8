import { stat } from "node:fs/promises";
import { join } from "node:path";
import { readLogFrom, type LogRecord } from "../../checkpoint/index.ts";
import type { Files } from "../../host.ts";
import { listSampleSheets } from "../../run/index.ts";
import type { ServerEvent } from "../../protocol/index.ts";

/** Follower of the files that a training writes into its folder. */
export interface LogFollower {
  /** Publishes what is new since the last poll. */
  poll(): Promise<void>;
}

/** Creates a {@link LogFollower}; existing files are not published. */
export async function createLogFollower(
  files: Files,
  { id, run, publish }: { readonly id: string; readonly run: string; readonly publish: (event: ServerEvent) => void },
): Promise<LogFollower> {
  const sampleHistory = new Set(await listSampleSheets(files, run));
  const log = { file: 0, bytes: 0 };
  /** Step of the last record. */
  let lastStep: number | undefined;

  /** Returns the new records of the log; all records of a replaced file, as after a rollback. */
  async function readNewRecords(): Promise<readonly LogRecord[]> {
    const { ino, size } = await stat(join(run, "log.jsonl")).catch(() => ({ ino: 0, size: 0 }));
    const isOther = ino !== log.file || size < log.bytes;
    if (isOther) Object.assign(log, { file: ino, bytes: 0 });
    const { records, bytes } = await readLogFrom(files, run, log.bytes);
    log.bytes = bytes;
    const fresh = records.filter(({ step }) => lastStep === undefined || step > lastStep);
    lastStep = records.at(-1)?.step ?? (isOther ? undefined : lastStep);
    return fresh;
  }

  await readNewRecords();
  return {
    async poll() {
      for (const { step, imagesSeen, metrics } of await readNewRecords())
        publish({ type: "metrics", id, step, imagesSeen, metrics: { ...metrics } });
      for (const imagesSeen of await listSampleSheets(files, run)) {
        if (sampleHistory.has(imagesSeen)) continue;
        sampleHistory.add(imagesSeen);
        publish({ type: "samples", id, imagesSeen });
      }
    },
  };
}
