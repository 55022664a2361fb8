import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { directionSchema, type Direction } from "omakase";
import { undefinedIfFailing } from "./database.ts";
import { createExternalStore } from "./external-store.ts";

interface DirectionsSchema extends DBSchema {
  directions: { key: [modelHash: string, name: string]; value: Direction };
}

let connection: Promise<IDBPDatabase<DirectionsSchema>> | undefined;
/** What an older page kept may have another form: it is left alone. */
const store = createExternalStore<readonly Direction[]>([], async () => {
  const all = await (await undefinedIfFailing(directionsDatabase))?.getAll("directions");
  return byName((all ?? []).filter((one) => directionSchema.safeParse(one).success));
});

/** Every direction that was given a name here, of all models. */
export const useDirections: () => readonly Direction[] = store.use;

/** Keeps a direction; one of the same name and model is replaced. */
export async function storeDirection(direction: Direction): Promise<void> {
  await store.read();
  await (await undefinedIfFailing(directionsDatabase))?.put("directions", direction);
  store.set(byName([...store.current().filter((one) => !isSameDirection(one, direction)), direction]));
}

/** Throws a direction away. */
export async function deleteDirection(direction: Direction): Promise<void> {
  await (await undefinedIfFailing(directionsDatabase))?.delete("directions", [direction.modelHash, direction.name]);
  store.set(store.current().filter((one) => !isSameDirection(one, direction)));
}

function isSameDirection(one: Direction, other: Direction): boolean {
  return one.modelHash === other.modelHash && one.name === other.name;
}

function directionsDatabase(): Promise<IDBPDatabase<DirectionsSchema>> {
  return (connection ??= openDB<DirectionsSchema>("omakase-directions", 1, {
    upgrade: (made) => void made.createObjectStore("directions", { keyPath: ["modelHash", "name"] }),
  }));
}

function byName(directions: readonly Direction[]): readonly Direction[] {
  return directions.toSorted((a, b) => a.name.localeCompare(b.name));
}
