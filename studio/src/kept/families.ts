import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { useMemo } from "react";
import type { Person } from "../engine/fuse.ts";
import { ifAny } from "./database.ts";
import { createStore } from "./store.ts";

/** Somebody of a family that is kept. */
export interface Member extends Person {
  /** What the person at the page calls it. */
  readonly name: string;
}

/** A parent that was chosen, with all ancestors that are known, itself last. */
export type Line = readonly Person[];

/** A family of pictures of one model. */
export interface KeptFamily {
  readonly id: string;
  readonly modelHash: string;
  /** Milliseconds since 1970: when it began, and when it was last looked at. */
  readonly started: number;
  readonly opened: number;
  /** Parents before children. */
  readonly members: readonly Member[];
  /** The couple that has children next. */
  readonly couple: readonly [Line | undefined, Line | undefined];
}

interface Kept extends DBSchema {
  families: { key: string; value: KeptFamily };
}

let opened: Promise<IDBPDatabase<Kept>> | undefined;
const store = createStore<readonly KeptFamily[] | undefined>(undefined, async () =>
  lastOpenedFirst((await (await ifAny(database))?.getAll("families")) ?? []),
);

/** The families of a model, the one looked at last first; undefined until they are read. */
export function useFamilies(modelHash: string): readonly KeptFamily[] | undefined {
  const all = store.use();
  return useMemo(() => all?.filter((one) => one.modelHash === modelHash), [all, modelHash]);
}

/** Keeps a family as it is now. */
export async function keepFamily(family: KeptFamily): Promise<void> {
  store.show(lastOpenedFirst([...known().filter(({ id }) => id !== family.id), family]));
  await (await ifAny(database))?.put("families", family);
}

/** Throws a family away. */
export async function discardFamily(id: string): Promise<void> {
  store.show(known().filter((one) => one.id !== id));
  await (await ifAny(database))?.delete("families", id);
}

/** A family with these people in it, too, whoever is in it already once. New ones are called by their number. */
export function joined(family: KeptFamily, people: readonly Person[]): KeptFamily {
  const members = [...family.members];
  let number = Math.max(0, ...members.map(({ name }) => Number(name) || 0));
  for (const person of people)
    if (!members.some(({ key }) => key === person.key)) members.push({ ...person, name: String(++number) });
  return { ...family, members };
}

/** A family that nobody is in yet. */
export function newFamily(modelHash: string, time: number): KeptFamily {
  const id = `${modelHash.slice(0, 16)}-${time}`;
  return { id, modelHash, started: time, opened: time, members: [], couple: [undefined, undefined] };
}

/** A member with all its ancestors, itself last. */
export function lineOf(members: readonly Member[], key: string): Line {
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
export function parentPlaces(members: readonly Member[]): (readonly [number, number] | undefined)[] {
  const places = new Map(members.map(({ key }, at) => [key, at]));
  return members.map(({ origin }, at) => {
    const [a, b] = origin?.parents.map((key) => places.get(key) ?? Infinity) ?? [Infinity, Infinity];
    return a < at && b < at ? ([a, b] as const) : undefined;
  });
}

function known(): readonly KeptFamily[] {
  return store.current() ?? [];
}

function lastOpenedFirst(families: readonly KeptFamily[]): readonly KeptFamily[] {
  return families.toSorted((a, b) => b.opened - a.opened);
}

function database(): Promise<IDBPDatabase<Kept>> {
  return (opened ??= openDB<Kept>("omakase-families", 1, {
    upgrade: (made) => void made.createObjectStore("families", { keyPath: "id" }),
  }));
}
