import { directionSchema, type Direction } from "omakase/studio";
import { studioDatabaseIfAvailable } from "./database.ts";
import { createExternalStore } from "./external-store.ts";

/** Invalid records of an older page are left out. */
const store = createExternalStore<readonly Direction[]>([], async () => {
  const all = await (await studioDatabaseIfAvailable())?.getAll("directions");
  return byName((all ?? []).filter((one) => directionSchema.safeParse(one).success));
});

/** Returns all saved directions, of all models. */
export const useDirections: () => readonly Direction[] = store.use;

/** Stores a direction; replaces one of the same name and model. */
export async function storeDirection(direction: Direction): Promise<void> {
  await store.read();
  await (await studioDatabaseIfAvailable())?.put("directions", direction);
  store.set(byName([...store.current().filter((one) => !isSameDirection(one, direction)), direction]));
}

/** Deletes a direction. */
export async function deleteDirection(direction: Direction): Promise<void> {
  await (await studioDatabaseIfAvailable())?.delete("directions", [direction.modelHash, direction.name]);
  store.set(store.current().filter((one) => !isSameDirection(one, direction)));
}

function isSameDirection(one: Direction, other: Direction): boolean {
  return one.modelHash === other.modelHash && one.name === other.name;
}

function byName(directions: readonly Direction[]): readonly Direction[] {
  return directions.toSorted((a, b) => a.name.localeCompare(b.name));
}
