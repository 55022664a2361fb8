import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "./make-folder.ts";

/** A folder that is this process' own for as long as it holds it. */
export interface FolderLock {
  release(): Promise<void>;
}

interface Holder {
  readonly process: number;
  /** When the process began, as the system counts: its number can be given to another one. */
  readonly began?: string;
}

/** What to say of a folder that another process holds; of which one, where that is known. */
export type Held = (folder: string, holder: number | undefined) => Error;

/**
 * Takes a folder for this process, by a file `lock` in it; makes the folder. The file of a process that is no more does
 * not count.
 *
 * @throws what `held` makes, when another process holds it.
 */
export async function lockFolder(folder: string, held: Held): Promise<FolderLock> {
  const path = lockOf(folder);
  const own: Holder = { process: process.pid, began: beganAt(process.pid) };
  for (let attempt = 0; attempt < 5; attempt++) {
    await makeFolder(folder); // it may go while another process lets go of it
    try {
      await writeFile(path, JSON.stringify(own), { flag: "wx" });
      return { release: () => rm(path, { force: true }) };
    } catch (error) {
      if (!["EEXIST", "ENOENT"].includes(String((error as NodeJS.ErrnoException).code))) throw error;
    }
    const text = await readFile(path, "utf8").catch(() => undefined);
    const holder = text === undefined ? undefined : holderIn(text);
    if (holder && isAlive(holder)) throw held(folder, holder.process);
    if (text === "") await new Promise((done) => setTimeout(done, 50)); // just being written, perhaps
    // Out of the way first: of two that find it, one gets it.
    const aside = join(folder, `.lock-${randomUUID().slice(0, 8)}`);
    const moved = await rename(path, aside).then(
      () => true,
      () => false,
    );
    const taken = moved ? await readFile(aside, "utf8") : text;
    // What was moved was written meanwhile, by a process that lives: back with it.
    if (moved && taken !== text && isAlive(holderIn(taken ?? "") ?? own)) await rename(aside, path);
    else if (moved) await rm(aside, { force: true });
  }
  throw held(folder, undefined);
}

/** The number of the process that holds a folder; undefined where none does. */
export async function holderOf(folder: string): Promise<number | undefined> {
  const holder = holderIn(await readFile(lockOf(folder), "utf8").catch(() => ""));
  return holder && isAlive(holder) ? holder.process : undefined;
}

function lockOf(folder: string): string {
  return join(folder, "lock");
}

function holderIn(text: string): Holder | undefined {
  try {
    const { process, began } = JSON.parse(text) as Holder;
    return Number.isInteger(process) && process > 0 ? { process, began } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ process: number, began }: Holder): boolean {
  if (!isRunning(number) || fieldOf(number, 3) === "Z") return false; // killed, and nobody has asked how it ended
  const now = beganAt(number);
  return began === undefined || now === undefined || began === now;
}

/** Whether there is a process of this number. */
export function isRunning(number: number): boolean {
  try {
    process.kill(number, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // somebody else's
  }
}

function beganAt(number: number): string | undefined {
  return fieldOf(number, 22);
}

/** A field of /proc/<number>/stat, from the third on; undefined where there is no such thing. */
function fieldOf(number: number, field: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${number}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[field - 3]; // the name before may hold spaces
  } catch {
    return undefined;
  }
}
