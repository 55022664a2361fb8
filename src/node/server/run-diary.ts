import { stat } from "node:fs/promises";
import { join } from "node:path";
import { readLogFrom, type LogRecord } from "../../checkpoint/index.ts";
import type { Files } from "../../host.ts";
import { listMoments } from "../../run/index.ts";
import type { News } from "../../wire/index.ts";

/** Follows what a training writes into its folder. */
export interface RunDiary {
  /** Tells what is new since the last time. */
  look(): Promise<void>;
}

/** See {@link RunDiary}; what is there already is no news. */
export async function runDiary(
  files: Files,
  { id, run, publish }: { readonly id: string; readonly run: string; readonly publish: (news: News) => void },
): Promise<RunDiary> {
  const moments = new Set(await listMoments(files, run));
  const log = { file: 0, bytes: 0 };
  /** The step of the last record. */
  let told: number | undefined;

  /** What the log has gained; all of it where it is another file, as of a run that went back to its best model. */
  async function gained(): Promise<readonly LogRecord[]> {
    const { ino, size } = await stat(join(run, "log.jsonl")).catch(() => ({ ino: 0, size: 0 }));
    const isOther = ino !== log.file || size < log.bytes;
    if (isOther) Object.assign(log, { file: ino, bytes: 0 });
    const { records, bytes } = await readLogFrom(files, run, log.bytes);
    log.bytes = bytes;
    const fresh = records.filter(({ step }) => told === undefined || step > told);
    told = records.at(-1)?.step ?? (isOther ? undefined : told);
    return fresh;
  }

  await gained();
  return {
    async look() {
      for (const { step, picturesSeen, metrics } of await gained())
        publish({ type: "numbers", id, step, picturesSeen, metrics: { ...metrics } });
      for (const picturesSeen of await listMoments(files, run)) {
        if (moments.has(picturesSeen)) continue;
        moments.add(picturesSeen);
        publish({ type: "moment", id, picturesSeen });
      }
    },
  };
}
