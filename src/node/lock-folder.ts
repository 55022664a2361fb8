import { writeSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatError, type Language } from "../error.ts";
import { startBeat } from "./lock-beat.ts";
import { parseLockHolder, isAlive, isHere, ownHolder, textOf } from "./lock-holder.ts";
import { makeFolder } from "./make-folder.ts";

export { isProcessRunning } from "./lock-holder.ts";

/** A folder that is this process' own for as long as it holds it. */
export interface FolderLock {
  release(): Promise<void>;
}

/** What to say of a folder that another process holds; of which one, where that is known. */
export type MakeLockedError = (folder: string, holder: number | undefined) => Error;

/** See {@link lockFolder}. */
export interface HairLockOptions {
  /** Called when another process took the lock, as this one was stopped for long. Default: ends this process. */
  readonly onLost?: (error: Error) => void;
  /** Of the sentence that this process ends with then. Default `en`. */
  readonly language?: Language;
  /** Milliseconds between two signs of life. Default 2,000. */
  readonly beat?: number;
  /** Milliseconds without a sign of life, after which a lock of another place is free. Default 20,000. */
  readonly lease?: number;
}

const usualLease = 20_000;
/** How long a lock's text may be half-written, milliseconds. */
const writing = 200;
/** How often a lock of another place is read, milliseconds. */
const rhythm = 200;

/**
 * Takes a folder for this process, by a file `lock` in it; makes the folder. The file of a process that is no more does
 * not count. Of a process elsewhere (in another container, on another computer) its number says nothing: it lives for as
 * long as it counts up in the file, and counts as gone when it has not done so for a lease, by the clock of this process.
 *
 * @throws what `lockedError` makes, when another process holds it.
 */
export async function lockFolder(
  folder: string,
  lockedError: MakeLockedError,
  options: HairLockOptions = {},
): Promise<FolderLock> {
  const { beat = 2000, lease = usualLease, language = "en" } = options;
  const { onLost = (error) => endProcess(formatError(error, language)) } = options;
  const path = lockPath(folder);
  const thisProcess = ownHolder();
  for (let attempt = 0; attempt < 100; attempt++) {
    await makeFolder(folder); // it may go while another process lets go of it
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
 * The number of the process that holds a folder; undefined where none does. Of a process elsewhere it takes up to a lease
 * to find out.
 */
export async function lockHolder(
  folder: string,
  { lease = usualLease }: HairLockOptions = {},
): Promise<number | undefined> {
  const text = await textIn(lockPath(folder));
  return text !== undefined && (await isHeld(lockPath(folder), text, lease))
    ? parseLockHolder(text)?.process
    : undefined;
}

function lockPath(folder: string): string {
  return join(folder, "lock");
}

/** Makes a file where there is none; says whether it did. */
async function create(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: "wx" });
  } catch (error) {
    if (["EEXIST", "ENOENT"].includes(String((error as NodeJS.ErrnoException).code))) return false;
    throw error;
  }
  return (await textIn(path)) === text; // an empty file that stood for long may have been taken for a dead one
}

/** Whether the process that wrote this text into a lock lives. */
async function isHeld(path: string, text: string, lease: number): Promise<boolean> {
  const holder = parseLockHolder(text);
  if (holder && isHere(holder)) return isAlive(holder);
  const patience = holder ? lease : writing; // a text that names no process is just being written, perhaps
  for (const begun = performance.now(); performance.now() - begun < patience; await pause(Math.min(rhythm, patience))) {
    const now = await textIn(path);
    if (now !== text) return now !== undefined && isHeldNow(path, now, text, lease);
  }
  return false;
}

/** Whether a lock is held whose text has changed: by the process that counted up in it, or by one that took it. */
async function isHeldNow(path: string, now: string, before: string, lease: number): Promise<boolean> {
  const holder = parseLockHolder(now);
  return (holder !== undefined && holder.token === parseLockHolder(before)?.token) || isHeld(path, now, lease);
}

/** Removes the lock of a process that is no more, unless it changes. One process at a time does so. */
async function removeDead(folder: string, text: string, lease: number): Promise<void> {
  const createAccessGuard = join(folder, ".lock-removal");
  if (await create(createAccessGuard, textOf(ownHolder()))) {
    if ((await textIn(lockPath(folder))) === text) await rm(lockPath(folder), { force: true });
    await rm(createAccessGuard, { force: true });
    return;
  }
  await pause(20);
  const other = await textIn(createAccessGuard);
  // one that was killed just then has left it behind
  if (other !== undefined && !(await isHeld(createAccessGuard, other, lease)))
    await rm(createAccessGuard, { force: true });
}

/** What stands in a file, or undefined where none is. It is opened each time: a network folder tells what is new then. */
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

/** Whatever else this process did to the folder would undo what its new holder keeps. */
function endProcess(why: string): void {
  writeSync(2, `${why}\n`);
  process.exit(2);
}
