import { writeSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sentence, type Language } from "../error.ts";
import { startBeat } from "./lock-beat.ts";
import { holderIn, isAlive, isHere, ownHolder, textOf } from "./lock-holder.ts";
import { makeFolder } from "./make-folder.ts";

export { isRunning } from "./lock-holder.ts";

/** A folder that is this process' own for as long as it holds it. */
export interface FolderLock {
  release(): Promise<void>;
}

/** What to say of a folder that another process holds; of which one, where that is known. */
export type Held = (folder: string, holder: number | undefined) => Error;

/** See {@link lockFolder}. */
export interface LockOptions {
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
 * @throws what `held` makes, when another process holds it.
 */
export async function lockFolder(folder: string, held: Held, options: LockOptions = {}): Promise<FolderLock> {
  const { beat = 2000, lease = usualLease, language = "en" } = options;
  const { onLost = (error) => endProcess(sentence(error, language)) } = options;
  const path = lockOf(folder);
  const own = ownHolder();
  for (let attempt = 0; attempt < 100; attempt++) {
    await makeFolder(folder); // it may go while another process lets go of it
    if (await create(path, textOf(own))) {
      const stop = startBeat({ path, holder: own, every: beat, onLost: () => onLost(held(folder, undefined)) });
      return {
        async release() {
          await stop();
          if (holderIn((await textIn(path)) ?? "")?.token === own.token) await rm(path, { force: true });
        },
      };
    }
    const text = await textIn(path);
    if (text === undefined) continue;
    if (await isHeld(path, text, lease)) throw held(folder, holderIn(text)?.process);
    await removeDead(folder, text, lease);
  }
  throw held(folder, undefined);
}

/**
 * The number of the process that holds a folder; undefined where none does. Of a process elsewhere it takes up to a lease
 * to find out.
 */
export async function holderOf(folder: string, { lease = usualLease }: LockOptions = {}): Promise<number | undefined> {
  const text = await textIn(lockOf(folder));
  return text !== undefined && (await isHeld(lockOf(folder), text, lease)) ? holderIn(text)?.process : undefined;
}

function lockOf(folder: string): string {
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
  const holder = holderIn(text);
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
  const holder = holderIn(now);
  return (holder !== undefined && holder.token === holderIn(before)?.token) || isHeld(path, now, lease);
}

/** Removes the lock of a process that is no more, unless it changes. One process at a time does so. */
async function removeDead(folder: string, text: string, lease: number): Promise<void> {
  const guard = join(folder, ".lock-removal");
  if (await create(guard, textOf(ownHolder()))) {
    if ((await textIn(lockOf(folder))) === text) await rm(lockOf(folder), { force: true });
    await rm(guard, { force: true });
    return;
  }
  await pause(20);
  const other = await textIn(guard);
  // one that was killed just then has left it behind
  if (other !== undefined && !(await isHeld(guard, other, lease))) await rm(guard, { force: true });
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
