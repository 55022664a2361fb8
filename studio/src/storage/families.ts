import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { useMemo } from "react";
import type { Individual } from "../worker/fuse/fuse-service.ts";
import { undefinedIfFailing } from "./database.ts";
import { createExternalStore } from "./external-store.ts";

/** Somebody of a family that is kept. */
export interface NamedIndividual extends Individual {
  /** What the person at the page calls it. */
  readonly name: string;
}

/** A parent that was chosen, with all ancestors that are known, itself last. */
export type Lineage = readonly Individual[];

/** A family of pictures of one model. */
export interface StoredFamily {
  readonly id: string;
  readonly modelHash: string;
  /** Milliseconds since 1970: when it began, and when it was last looked at. */
  readonly createdAt: number;
  readonly openedAt: number;
  /** Parents before children. */
  readonly members: readonly NamedIndividual[];
  /** The couple that has children next. */
  readonly parents: readonly [Lineage | undefined, Lineage | undefined];
}

interface FamiliesSchema extends DBSchema {
  families: { key: string; value: StoredFamily };
}

let connection: Promise<IDBPDatabase<FamiliesSchema>> | undefined;
const store = createExternalStore<readonly StoredFamily[] | undefined>(undefined, async () =>
  lastOpenedFirst((await (await undefinedIfFailing(familiesDatabase))?.getAll("families")) ?? []),
);

/** The families of a model, the one looked at last first; undefined until they are read. */
export function useFamilies(modelHash: string): readonly StoredFamily[] | undefined {
  const all = store.use();
  return useMemo(() => all?.filter((one) => one.modelHash === modelHash), [all, modelHash]);
}

/** Keeps a family as it is now. */
export async function storeFamily(family: StoredFamily): Promise<void> {
  store.set(lastOpenedFirst([...storedFamilies().filter(({ id }) => id !== family.id), family]));
  await (await undefinedIfFailing(familiesDatabase))?.put("families", family);
}

/** Throws a family away. */
export async function deleteFamily(id: string): Promise<void> {
  store.set(storedFamilies().filter((one) => one.id !== id));
  await (await undefinedIfFailing(familiesDatabase))?.delete("families", id);
}

/** A family with these people in it, too, whoever is in it already once. New ones are called by their number. */
export function addMembers(family: StoredFamily, people: readonly Individual[]): StoredFamily {
  const members = [...family.members];
  let number = Math.max(0, ...members.map(({ name }) => Number(name) || 0));
  for (const person of people)
    if (!members.some(({ key }) => key === person.key)) members.push({ ...person, name: String(++number) });
  return { ...family, members };
}

/** A family that nobody is in yet. */
export function emptyFamily(modelHash: string, time: number): StoredFamily {
  const id = `${modelHash.slice(0, 16)}-${time}`;
  return { id, modelHash, createdAt: time, openedAt: time, members: [], parents: [undefined, undefined] };
}

/** A member with all its ancestors, itself last. */
export function lineageOf(members: readonly NamedIndividual[], key: string): Lineage {
  const wanted = new Set([key]);
  // children stand behind their parents
  const line = members.toReversed().filter(({ key, origin }) => {
    if (!wanted.has(key)) return false;
    for (const parent of origin?.parents ?? []) wanted.add(parent);
    return true;
  });
  return line.toReversed();
}

/** For each member the places of its parents; of those who are not there, none. */
export function parentIndices(members: readonly NamedIndividual[]): (readonly [number, number] | undefined)[] {
  const places = new Map(members.map(({ key }, at) => [key, at]));
  return members.map(({ origin }, at) => {
    const [a, b] = origin?.parents.map((key) => places.get(key) ?? Infinity) ?? [Infinity, Infinity];
    return a < at && b < at ? ([a, b] as const) : undefined;
  });
}

function storedFamilies(): readonly StoredFamily[] {
  return store.current() ?? [];
}

function lastOpenedFirst(families: readonly StoredFamily[]): readonly StoredFamily[] {
  return families.toSorted((a, b) => b.openedAt - a.openedAt);
}

function familiesDatabase(): Promise<IDBPDatabase<FamiliesSchema>> {
  return (connection ??= openDB<FamiliesSchema>("omakase-families", 1, {
    upgrade: (made) => void made.createObjectStore("families", { keyPath: "id" }),
  }));
}
