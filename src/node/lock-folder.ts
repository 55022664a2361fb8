import { writeSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatError, type Language } from "../error.ts";
import { startBeat } from "./lock-beat.ts";
import { parseLockHolder, isAlive, isHere, ownHolder, textOf } from "./lock-holder.ts";
import { makeFolder } from "./make-folder.ts";

export { isProcessRunning } from "./lock-holder.ts";

/** Exclusive lock of a folder. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Function that makes the error for a folder that another process holds; `holder` is its number, if known. */
export type MakeLockedError = (folder: string, holder: number | undefined) => Error;

/** Options of {@link lockFolder}. */
export interface LockOptions {
  /** Called when another process took the lock while this one was suspended. Default: ends this process. */
  readonly onLost?: (error: Error) => void;
  /** Language of the final message of an ended process. Default `en`. */
  readonly language?: Language;
  /** Interval between two beats, ms. Default 2,000. */
  readonly beat?: number;
  /** Time without a beat after which a lock of another host is free, ms. Default 20,000. */
  readonly lease?: number;
}

const defaultLease = 20_000;
/** Maximum time for which a lock file may be half-written, ms. */
const writeTimeout = 200;
/** Interval between two reads of a lock of another host, ms. */
const pollInterval = 200;

/**
 * Locks a folder for this process by a file `lock` in it; creates the folder. The lock of a dead process is free. On
 * another host (another container or computer) a process number has no meaning: its lock is held while the counter in
 * the file rises, and free after a lease without change, by the clock of this process.
 *
 * @throws the result of `lockedError` when another process holds it.
 */
export async function lockFolder(
  folder: string,
  lockedError: MakeLockedError,
  options: LockOptions = {},
): Promise<FolderLock> {
  const { beat = 2000, lease = defaultLease, language = "en" } = options;
  const { onLost = (error) => endProcess(formatError(error, language)) } = options;
  const path = lockPath(folder);
  const thisProcess = ownHolder();
  for (let attempt = 0; attempt < 100; attempt++) {
    await makeFolder(folder); // another process may remove it with its lock
    if (await create(path, textOf(thisProcess))) {
      const stop = startBeat({
        path,
        holder: thisProcess,
        every: beat,
        onLost: () => onLost(lockedError(folder, undefined)),
      });
      return {
        async release() {
          await stop();
          if (parseLockHolder((await textIn(path)) ?? "")?.token === thisProcess.token) await rm(path, { force: true });
        },
      };
    }
    const text = await textIn(path);
    if (text === undefined) continue;
    if (await isHeld(path, text, lease)) throw lockedError(folder, parseLockHolder(text)?.process);
    await removeDead(folder, text, lease);
  }
  throw lockedError(folder, undefined);
}

/**
 * Returns the number of the process that holds a folder; undefined when it is free. For a process on another host this
 * takes up to a lease.
 */
export async function lockHolder(
  folder: string,
  { lease = defaultLease }: LockOptions = {},
): Promise<number | undefined> {
  const text = await textIn(lockPath(folder));
  return text !== undefined && (await isHeld(lockPath(folder), text, lease))
    ? parseLockHolder(text)?.process
    : undefined;
}

function lockPath(folder: string): string {
  return join(folder, "lock");
}

/** Creates a file unless it exists; returns whether it did. */
async function create(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: "wx" });
  } catch (error) {
    if (["EEXIST", "ENOENT"].includes(String((error as NodeJS.ErrnoException).code))) return false;
    throw error;
  }
  return (await textIn(path)) === text; // an empty file that stood for long may have been taken for a dead lock
}

/** Returns whether the process that wrote this text into a lock is alive. */
async function isHeld(path: string, text: string, lease: number): Promise<boolean> {
  const holder = parseLockHolder(text);
  if (holder && isHere(holder)) return isAlive(holder);
  const timeout = holder ? lease : writeTimeout; // a text without a process may be half-written
  for (
    const begun = performance.now();
    performance.now() - begun < timeout;
    await pause(Math.min(pollInterval, timeout))
  ) {
    const now = await textIn(path);
    if (now !== text) return now !== undefined && isHeldNow(path, now, text, lease);
  }
  return false;
}

/** Returns whether a lock is held whose text has changed, by the process that counts in it or by a new holder. */
async function isHeldNow(path: string, now: string, before: string, lease: number): Promise<boolean> {
  const holder = parseLockHolder(now);
  return (holder !== undefined && holder.token === parseLockHolder(before)?.token) || isHeld(path, now, lease);
}

/** Removes the lock of a dead process, unless it changes. One process at a time does so. */
async function removeDead(folder: string, text: string, lease: number): Promise<void> {
  const removalLock = join(folder, ".lock-removal");
  if (await create(removalLock, textOf(ownHolder()))) {
    if ((await textIn(lockPath(folder))) === text) await rm(lockPath(folder), { force: true });
    await rm(removalLock, { force: true });
    return;
  }
  await pause(20);
  const other = await textIn(removalLock);
  // left behind by a process that was killed just then
  if (other !== undefined && !(await isHeld(removalLock, other, lease))) await rm(removalLock, { force: true });
}

/**
 * Reads a text file; undefined when there is none. It is opened each time, which makes a network folder show changes.
 */
async function textIn(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** Ends this process: its further writes would destroy the work of the new holder. */
function endProcess(why: string): void {
  writeSync(2, `${why}\n`);
  process.exit(2);
}
