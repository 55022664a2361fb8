import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname, networkInterfaces } from "node:os";

/** Process that holds a folder, as written in the folder's lock. */
export interface Holder {
  readonly process: number;
  /** Start time of the process in the system's units: its number can be reused. */
  readonly began?: string;
  /** Host on which the process number is valid; see {@link ownPlace}. */
  readonly place?: string;
  /** Unique name of this lock. */
  readonly token?: string;
}

/** Returns this process as a holder. */
export function ownHolder(): Holder {
  return { process: process.pid, began: processStartTime(process.pid), place: ownPlace(), token: randomUUID() };
}

/** Digits of the counter in a lock: all texts of a lock have the same length. */
export const digits = 12;

/** Returns the text of a lock. `count` rises while its holder lives. */
export function textOf(holder: Holder, count = 0): string {
  return JSON.stringify({ ...holder, count: String(count).padStart(digits, "0") });
}

/** Parses the text of a lock; undefined when it names no holder. */
export function parseLockHolder(text: string): Holder | undefined {
  try {
    const { process, began, place, token } = JSON.parse(text) as Holder;
    return Number.isInteger(process) && process > 0 ? { process, began, place, token } : undefined;
  } catch {
    return undefined;
  }
}

/** Returns whether a holder's process number is valid on this host. A lock of an earlier version has no host. */
export function isHere({ place }: Holder): boolean {
  return place === undefined || place === ownPlace();
}

/** Returns whether a holder of this host still runs. */
export function isAlive({ process: number, began }: Holder): boolean {
  if (!isProcessRunning(number) || fieldOf(number, 3) === "Z") return false; // a zombie: killed, and not yet reaped by its parent
  const now = processStartTime(number);
  return began === undefined || now === undefined || began === now;
}

/** Returns whether there is a process of this number. */
export function isProcessRunning(number: number): boolean {
  try {
    process.kill(number, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // a process of another user
  }
}

/**
 * Identifies the computer, its boot and its process namespace: containers have numbers of their own, and so do
 * computers that share a folder. Other systems than Linux have one namespace per computer.
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

/** Returns a field of /proc/<number>/stat, from the third on; undefined when there is none. */
function fieldOf(number: number, field: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${number}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[field - 3]; // the name before it may contain spaces
  } catch {
    return undefined;
  }
}
