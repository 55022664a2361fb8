import { useMemo } from "react";
import type { Shown } from "../engine/shown.ts";
import { databaseIfAny } from "./database.ts";
import { createStore } from "./store.ts";

/** A picture that the person can come back to. */
export interface KeptPicture extends Shown {
  /** Model and card: the same picture is kept once. */
  readonly key: string;
  readonly run: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly favourite: boolean;
  /** The person's own rating, −2 … 2. */
  readonly rating?: number;
}

/** More than these are let go, the oldest first; favourites and rated ones stay. */
const most = 400;

const store = createStore<readonly KeptPicture[]>([], async () =>
  newestFirst((await (await databaseIfAny())?.getAll("pictures")) ?? []),
);

/** Every picture that was drawn here, the newest first. */
export const useGallery: () => readonly KeptPicture[] = store.use;

/** Those of them that one model drew. */
export function useGalleryOf(modelHash: string): readonly KeptPicture[] {
  const all = useGallery();
  return useMemo(() => all.filter(({ recipe }) => recipe.modelHash === modelHash), [all, modelHash]);
}

/** Keeps pictures of a run; what is kept already keeps its heart. */
export function keep(run: string, shown: readonly Shown[], time: number): Promise<void> {
  return inTurn(async () => {
    const known = new Map(store.current().map((picture) => [picture.key, picture]));
    const fresh = shown.map((one, at): KeptPicture => {
      const key = keyOf(one);
      return { favourite: false, ...known.get(key), ...one, key, run, time: time + at / 1000 };
    });
    await put(fresh);
  });
}

/** Changes what is known of a kept picture. */
export function change(key: string, changes: Partial<Pick<KeptPicture, "favourite" | "rating">>): Promise<void> {
  return inTurn(async () => {
    const picture = store.current().find((one) => one.key === key);
    if (picture) await put([{ ...picture, ...changes }]);
  });
}

/** What a picture is kept under. */
export function keyOf({ recipe, card }: Pick<Shown, "recipe" | "card">): string {
  return `${recipe.modelHash.slice(0, 16)}-${card.id}`;
}

let last: Promise<void> = Promise.resolve();

/** One change after the other: a heart and a rating at the same moment must not undo each other. */
function inTurn(work: () => Promise<void>): Promise<void> {
  const done = last.then(store.read).then(work);
  last = done.catch(() => undefined);
  return done;
}

async function put(fresh: readonly KeptPicture[]): Promise<void> {
  const kept = await databaseIfAny();
  await Promise.all(fresh.map((one) => kept?.put("pictures", one)));
  const keys = new Set(fresh.map(({ key }) => key));
  store.show(newestFirst([...store.current().filter(({ key }) => !keys.has(key)), ...fresh]));
  const old = store
    .current()
    .slice(most)
    .filter(({ favourite, rating }) => !favourite && rating === undefined);
  if (old.length > 0) await remove(old.map(({ key }) => key));
}

async function remove(keys: readonly string[]): Promise<void> {
  const kept = await databaseIfAny();
  await Promise.all(keys.map((key) => kept?.delete("pictures", key)));
  store.show(store.current().filter(({ key }) => !keys.includes(key)));
}

function newestFirst(pictures: readonly KeptPicture[]): readonly KeptPicture[] {
  return pictures.toSorted((a, b) => b.time - a.time);
}
