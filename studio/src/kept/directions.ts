import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { useSyncExternalStore } from "react";
import { directionSchema, type Direction } from "omakase";
import { ifAny } from "./database.ts";

interface Kept extends DBSchema {
  directions: { key: [modelHash: string, name: string]; value: Direction };
}

let opened: Promise<IDBPDatabase<Kept>> | undefined;
let directions: readonly Direction[] = [];
let reading: Promise<void> | undefined;
const listeners = new Set<() => void>();

/** Every direction that was given a name here, of all models. */
export function useDirections(): readonly Direction[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      void read();
      return () => listeners.delete(listener);
    },
    () => directions,
  );
}

/** Keeps a direction; one of the same name and model is replaced. */
export async function keepDirection(direction: Direction): Promise<void> {
  await read();
  await (await ifAny(database))?.put("directions", direction);
  show([...directions.filter((one) => !isSame(one, direction)), direction]);
}

/** Throws a direction away. */
export async function discardDirection(direction: Direction): Promise<void> {
  await (await ifAny(database))?.delete("directions", [direction.modelHash, direction.name]);
  show(directions.filter((one) => !isSame(one, direction)));
}

function isSame(one: Direction, other: Direction): boolean {
  return one.modelHash === other.modelHash && one.name === other.name;
}

function database(): Promise<IDBPDatabase<Kept>> {
  return (opened ??= openDB<Kept>("omakase-directions", 1, {
    upgrade: (made) => void made.createObjectStore("directions", { keyPath: ["modelHash", "name"] }),
  }));
}

/** What an older page kept may have another form: it is left alone. */
function read(): Promise<void> {
  return (reading ??= (async () => {
    const all = await (await ifAny(database))?.getAll("directions");
    show((all ?? []).filter((one) => directionSchema.safeParse(one).success));
  })());
}

function show(next: readonly Direction[]): void {
  directions = next.toSorted((a, b) => a.name.localeCompare(b.name));
  for (const listener of listeners) listener();
}
