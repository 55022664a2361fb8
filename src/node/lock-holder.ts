import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname, networkInterfaces } from "node:os";

/** A process that holds a folder, as it stands in the folder's lock. */
export interface Holder {
  readonly process: number;
  /** When the process began, as the system counts: its number can be given to another one. */
  readonly began?: string;
  /** Where its number means this process; see {@link ownPlace}. */
  readonly place?: string;
  /** A name of this lock alone. */
  readonly token?: string;
}

/** The holder that this process is. */
export function ownHolder(): Holder {
  return { process: process.pid, began: processStartTime(process.pid), place: ownPlace(), token: randomUUID() };
}

/** Digits of the count in a lock: all texts of a lock have one length. */
const digits = 12;

/** The text of a lock. `count` rises while its holder lives. */
export function textOf(holder: Holder, count = 0): string {
  return JSON.stringify({ ...holder, count: String(count).padStart(digits, "0") });
}

/** The holder that a lock's text names; undefined where it names none. */
export function parseLockHolder(text: string): Holder | undefined {
  try {
    const { process, began, place, token } = JSON.parse(text) as Holder;
    return Number.isInteger(process) && process > 0 ? { process, began, place, token } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the number of a holder means the same process here. A lock of an earlier version names no place. */
export function isHere({ place }: Holder): boolean {
  return place === undefined || place === ownPlace();
}

/** Whether a holder of this place still runs. */
export function isAlive({ process: number, began }: Holder): boolean {
  if (!isProcessRunning(number) || fieldOf(number, 3) === "Z") return false; // killed, and no parent has asked how it ended
  const now = processStartTime(number);
  return began === undefined || now === undefined || began === now;
}

/** Whether there is a process of this number. */
export function isProcessRunning(number: number): boolean {
  try {
    process.kill(number, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // another user's
  }
}

/**
 * The computer, its start and its space of process numbers: containers have numbers of their own, and so have computers
 * that share a folder. Elsewhere than on Linux a computer has one space of numbers.
 */
function ownPlace(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${hostname()} ${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    const candidates = Object.values(networkInterfaces()).flatMap(
      (addresses) => addresses?.map(({ mac }) => mac) ?? [],
    );
    return `${hostname()} ${[...new Set(candidates)].sort().join(" ")}`;
  }
}

function processStartTime(number: number): string | undefined {
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
