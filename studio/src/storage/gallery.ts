import { useMemo } from "react";
import type { RenderedPicture } from "../worker/rendered-picture.ts";
import { studioDatabaseIfAvailable } from "./database.ts";
import { createExternalStore } from "./external-store.ts";

/** A picture that the person can come back to. */
export interface GalleryPicture extends RenderedPicture {
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
const maxPictures = 400;

const store = createExternalStore<readonly GalleryPicture[]>([], async () =>
  newestFirst((await (await studioDatabaseIfAvailable())?.getAll("pictures")) ?? []),
);

/** Every picture that was drawn here, the newest first. */
export const useGallery: () => readonly GalleryPicture[] = store.use;

/** Those of them that one model drew. */
export function useModelGallery(modelHash: string): readonly GalleryPicture[] {
  const all = useGallery();
  return useMemo(() => all.filter(({ recipe }) => recipe.modelHash === modelHash), [all, modelHash]);
}

/** Keeps pictures of a run; what is kept already keeps its heart. */
export function addToGallery(run: string, shown: readonly RenderedPicture[], time: number): Promise<void> {
  return serialize(async () => {
    const known = new Map(store.current().map((picture) => [picture.key, picture]));
    const fresh = shown.map((one, at): GalleryPicture => {
      const key = pictureKey(one);
      return { favourite: false, ...known.get(key), ...one, key, run, time: time + at / 1000 };
    });
    await put(fresh);
  });
}

/** Changes what is known of a kept picture. */
export function updateGalleryPicture(
  key: string,
  changes: Partial<Pick<GalleryPicture, "favourite" | "rating">>,
): Promise<void> {
  return serialize(async () => {
    const picture = store.current().find((one) => one.key === key);
    if (picture) await put([{ ...picture, ...changes }]);
  });
}

/** What a picture is kept under. */
export function pictureKey({ recipe, candidate }: Pick<RenderedPicture, "recipe" | "candidate">): string {
  return `${recipe.modelHash.slice(0, 16)}-${candidate.id}`;
}

let lastChange: Promise<void> = Promise.resolve();

/** One change after the other: a heart and a rating at the same moment must not undo each other. */
function serialize(work: () => Promise<void>): Promise<void> {
  const done = lastChange.then(store.read).then(work);
  lastChange = done.catch(() => undefined);
  return done;
}

async function put(fresh: readonly GalleryPicture[]): Promise<void> {
  const kept = await studioDatabaseIfAvailable();
  await Promise.all(fresh.map((one) => kept?.put("pictures", one)));
  const keys = new Set(fresh.map(({ key }) => key));
  store.set(newestFirst([...store.current().filter(({ key }) => !keys.has(key)), ...fresh]));
  const old = store
    .current()
    .slice(maxPictures)
    .filter(({ favourite, rating }) => !favourite && rating === undefined);
  if (old.length > 0) await remove(old.map(({ key }) => key));
}

async function remove(keys: readonly string[]): Promise<void> {
  const kept = await studioDatabaseIfAvailable();
  await Promise.all(keys.map((key) => kept?.delete("pictures", key)));
  store.set(store.current().filter(({ key }) => !keys.includes(key)));
}

function newestFirst(pictures: readonly GalleryPicture[]): readonly GalleryPicture[] {
  return pictures.toSorted((a, b) => b.time - a.time);
}
