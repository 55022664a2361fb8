import { Worker } from "node:worker_threads";
import { textOf, type Holder } from "./lock-holder.ts";

/** See {@link startBeat}. */
export interface BeatOptions {
  /** The file of the lock. */
  readonly path: string;
  readonly holder: Holder;
  /** Milliseconds between two beats. */
  readonly every: number;
  /** Called when another process has taken the lock: this one was stopped for longer than a lease. */
  readonly onLost: () => void;
}

/**
 * Counts up in a lock for as long as this process runs, in a thread of its own: a long computation does not hold it up.
 * A lock that was removed comes back, where its folder is still there.
 *
 * @returns what ends it.
 */
export function startBeat({ path, holder, every, onLost }: BeatOptions): () => Promise<unknown> {
  const [start, end] = textOf(holder).split(/(?<="count":")\d+/);
  const known = { path, every, start, end, token: holder.token };
  const worker = new Worker(`(${countUp.toString()})()`, { eval: true, workerData: known });
  worker.unref();
  worker.once("message", onLost);
  return () => worker.terminate();
}

/** What the thread does. It reaches for nothing of this file, as only its text goes into the thread. */
function countUp(): void {
  const { openSync, readFileSync, writeSync, closeSync, writeFileSync } = process.getBuiltinModule("node:fs");
  const { workerData, parentPort } = process.getBuiltinModule("node:worker_threads");
  const { path, every, start, end, token } = workerData as Record<"path" | "start" | "end" | "token", string> & {
    readonly every: number;
  };
  let count = 0;
  const beat = () => {
    const text = `${start}${String(++count).padStart(12, "0")}${end}`;
    try {
      const file = openSync(path, "r+");
      try {
        if (readFileSync(file, "utf8").includes(token)) writeSync(file, text, 0);
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the thread's own port, not a window
        else parentPort!.postMessage("lost");
      } finally {
        closeSync(file);
      }
    } catch (error) {
      // what is wrong with the disk may pass: whether the lock was lost meanwhile shows then
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") return;
      try {
        writeFileSync(path, text, { flag: "wx" });
      } catch {
        return; // the folder is gone, or the lock is another's: the next beat tells
      }
    }
  };
  setInterval(beat, every);
}
