import { stat } from "node:fs/promises";
import { join } from "node:path";
import { readLog, type LogRecord } from "../../checkpoint/index.ts";
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
  const log = join(run, "log.jsonl");
  const moments = new Set(await listMoments(files, run));
  let told: LogRecord | undefined = (await readLog(files, run)).at(-1);
  let seen = await stampOf(log);
  return {
    async look() {
      const stamp = await stampOf(log);
      if (stamp !== seen) {
        seen = stamp;
        const records = await readLog(files, run);
        const last = records.at(-1);
        // A run that went back to its best model has less to tell than before.
        const fresh = records.filter(({ step }) => told === undefined || step > told.step);
        for (const { step, picturesSeen, metrics } of fresh)
          publish({ type: "numbers", id, step, picturesSeen, metrics: { ...metrics } });
        told = last;
      }
      for (const picturesSeen of await listMoments(files, run)) {
        if (moments.has(picturesSeen)) continue;
        moments.add(picturesSeen);
        publish({ type: "moment", id, picturesSeen });
      }
    },
  };
}

async function stampOf(path: string): Promise<string> {
  return await stat(path).then(
    ({ size, mtimeMs }) => `${size} ${mtimeMs}`,
    () => "",
  );
}
