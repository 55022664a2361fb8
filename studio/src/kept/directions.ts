import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { directionSchema, type Direction } from "omakase";
import { ifAny } from "./database.ts";
import { createStore } from "./store.ts";

interface Kept extends DBSchema {
  directions: { key: [modelHash: string, name: string]; value: Direction };
}

let opened: Promise<IDBPDatabase<Kept>> | undefined;
/** What an older page kept may have another form: it is left alone. */
const store = createStore<readonly Direction[]>([], async () => {
  const all = await (await ifAny(database))?.getAll("directions");
  return byName((all ?? []).filter((one) => directionSchema.safeParse(one).success));
});

/** Every direction that was given a name here, of all models. */
export const useDirections: () => readonly Direction[] = store.use;

/** Keeps a direction; one of the same name and model is replaced. */
export async function keepDirection(direction: Direction): Promise<void> {
  await store.read();
  await (await ifAny(database))?.put("directions", direction);
  store.show(byName([...store.current().filter((one) => !isSame(one, direction)), direction]));
}

/** Throws a direction away. */
export async function discardDirection(direction: Direction): Promise<void> {
  await (await ifAny(database))?.delete("directions", [direction.modelHash, direction.name]);
  store.show(store.current().filter((one) => !isSame(one, direction)));
}

function isSame(one: Direction, other: Direction): boolean {
  return one.modelHash === other.modelHash && one.name === other.name;
}

function database(): Promise<IDBPDatabase<Kept>> {
  return (opened ??= openDB<Kept>("omakase-directions", 1, {
    upgrade: (made) => void made.createObjectStore("directions", { keyPath: ["modelHash", "name"] }),
  }));
}

function byName(directions: readonly Direction[]): readonly Direction[] {
  return directions.toSorted((a, b) => a.name.localeCompare(b.name));
}
