import { useMemo } from "react";
import type { Individual } from "../worker/fuse/fuse-service.ts";
import { studioDatabaseIfAvailable } from "./database.ts";
import { createExternalStore } from "./external-store.ts";

/** Member of a stored family. */
export interface NamedIndividual extends Individual {
  /** Name given by the user. */
  readonly name: string;
}

/** Parent with all known ancestors, itself last. */
export type Lineage = readonly Individual[];

/** Family of pictures of one model. */
export interface StoredFamily {
  readonly id: string;
  readonly modelHash: string;
  /** Creation time and time of last opening, milliseconds since 1970. */
  readonly createdAt: number;
  readonly openedAt: number;
  /** Parents before children. */
  readonly members: readonly NamedIndividual[];
  /** Parents of the next offspring. */
  readonly parents: readonly [Lineage | undefined, Lineage | undefined];
}

const store = createExternalStore<readonly StoredFamily[] | undefined>(undefined, async () =>
  lastOpenedFirst((await (await studioDatabaseIfAvailable())?.getAll("families")) ?? []),
);

/** Returns the families of a model, last opened first; undefined until they are read. */
export function useFamilies(modelHash: string): readonly StoredFamily[] | undefined {
  const all = store.use();
  return useMemo(() => all?.filter((one) => one.modelHash === modelHash), [all, modelHash]);
}

/** Stores a family. */
export async function storeFamily(family: StoredFamily): Promise<void> {
  store.set(lastOpenedFirst([...storedFamilies().filter(({ id }) => id !== family.id), family]));
  await (await studioDatabaseIfAvailable())?.put("families", family);
}

/** Deletes a family. */
export async function deleteFamily(id: string): Promise<void> {
  store.set(storedFamilies().filter((one) => one.id !== id));
  await (await studioDatabaseIfAvailable())?.delete("families", id);
}

/** Returns a family with these individuals added, each once; new ones get the next number as a name. */
export function addMembers(family: StoredFamily, people: readonly Individual[]): StoredFamily {
  const members = [...family.members];
  let number = Math.max(0, ...members.map(({ name }) => Number(name) || 0));
  for (const person of people)
    if (!members.some(({ key }) => key === person.key)) members.push({ ...person, name: String(++number) });
  return { ...family, members };
}

/** Returns an empty family. */
export function emptyFamily(modelHash: string, time: number): StoredFamily {
  const id = `${modelHash.slice(0, 16)}-${time}`;
  return { id, modelHash, createdAt: time, openedAt: time, members: [], parents: [undefined, undefined] };
}

/** Returns a member with all its ancestors, itself last. */
export function lineageOf(members: readonly NamedIndividual[], key: string): Lineage {
  const wanted = new Set([key]);
  // children come after their parents
  const line = members.toReversed().filter(({ key, origin }) => {
    if (!wanted.has(key)) return false;
    for (const parent of origin?.parents ?? []) wanted.add(parent);
    return true;
  });
  return line.toReversed();
}

/** Returns the indices of each member's parents; undefined for members without both parents in the list. */
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
