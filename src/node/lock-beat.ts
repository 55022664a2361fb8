import { Worker } from "node:worker_threads";
import { digits, textOf, type Holder } from "./lock-holder.ts";

/** Options of {@link startBeat}. */
export interface BeatOptions {
  /** Path of the lock file. */
  readonly path: string;
  readonly holder: Holder;
  /** Interval between two beats, ms. */
  readonly every: number;
  /** Called when another process has taken the lock, after this one was suspended for longer than a lease. */
  readonly onLost: () => void;
}

/**
 * Increments the counter of a lock file while this process runs, in a separate thread that a long computation does not
 * delay. Restores a removed lock file while its folder exists.
 *
 * @returns a function that ends it.
 */
export function startBeat({ path, holder, every, onLost }: BeatOptions): () => Promise<unknown> {
  const [start, end] = textOf(holder).split(/(?<="count":")\d+/);
  const known = { path, every, start, end, token: holder.token, digits };
  const worker = new Worker(`(${countUp.toString()})()`, { eval: true, workerData: known });
  worker.unref();
  worker.once("message", onLost);
  return () => worker.terminate();
}

/** Body of the thread. It refers to nothing else in this file, as only its text runs in the thread. */
function countUp(): void {
  const { openSync, readFileSync, writeSync, closeSync, writeFileSync } = process.getBuiltinModule("node:fs");
  const { workerData, parentPort } = process.getBuiltinModule("node:worker_threads");
  const { path, every, start, end, token, digits } = workerData as Record<
    "path" | "start" | "end" | "token",
    string
  > & {
    readonly every: number;
    readonly digits: number;
  };
  let count = 0;
  const beat = () => {
    const text = `${start}${String(++count).padStart(digits, "0")}${end}`;
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
      // a disk fault may pass; a later beat detects whether the lock was lost
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") return;
      try {
        writeFileSync(path, text, { flag: "wx" });
      } catch {
        return; // the folder is gone, or the lock belongs to another process: the next beat detects which
      }
    }
  };
  setInterval(beat, every);
}
