import { createSerialQueue, type Rarity } from "omakase/studio";
import { useMemo } from "react";
import type { RenderedPicture } from "../worker/rendered-picture.ts";
import { studioDatabaseIfAvailable } from "./database.ts";
import { createExternalStore } from "./external-store.ts";

/** Place of a picture among those drawn by chance alone. */
export interface Pull {
  /** Number among the pulls of its model, from 1. */
  readonly number: number;
  readonly rarity: Rarity;
}

/** Picture in the gallery. */
export interface GalleryPicture extends RenderedPicture {
  /** Key made of model and candidate; equal pictures are stored once. */
  readonly key: string;
  readonly run: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly favourite: boolean;
  /** Rating, −2 … 2. */
  readonly rating?: number;
  /** Undefined for a picture that was not drawn by chance alone. */
  readonly pull?: Pull;
}

/** Maximum number of pictures; the oldest are deleted first, except favourites, rated ones and the best pull. */
const maxPictures = 400;

const store = createExternalStore<readonly GalleryPicture[]>([], async () =>
  newestFirst((await (await studioDatabaseIfAvailable())?.getAll("pictures")) ?? []),
);

/** Pictures deleted since the page opened, oldest first. */
const deleted = createExternalStore<readonly GalleryPicture[]>([], async () => []);

/** Returns the pictures deleted since the page opened, oldest first. */
export const useDeleted: () => readonly GalleryPicture[] = deleted.use;

/** Returns all pictures drawn here, newest first. */
export const useGallery: () => readonly GalleryPicture[] = store.use;

/** Returns the pictures that one model drew. */
export function useModelGallery(modelHash: string): readonly GalleryPicture[] {
  const all = useGallery();
  return useMemo(() => all.filter(({ recipe }) => recipe.modelHash === modelHash), [all, modelHash]);
}

/** Best pull of a model, and how many pulls came after it. */
export interface BestPull {
  readonly best: GalleryPicture & { readonly pull: Pull };
  readonly pullsSince: number;
}

/** Returns the rarest pull of a gallery, the oldest of equally rare ones. */
export function bestPull(pictures: readonly GalleryPicture[]): BestPull | undefined {
  const pulls = pictures.filter((one): one is BestPull["best"] => one.pull !== undefined);
  if (pulls.length === 0) return undefined;
  const order = (a: Pull, b: Pull): number => a.rarity.percentile - b.rarity.percentile || a.number - b.number;
  const best = pulls.reduce((a, b) => (order(a.pull, b.pull) <= 0 ? a : b));
  return { best, pullsSince: Math.max(...pulls.map(({ pull }) => pull.number)) - best.pull.number };
}

/**
 * Stores pictures of a run; a stored picture keeps its favourite mark.
 *
 * @param rarities - rarity of each picture drawn by chance alone: these count as pulls. Default: none is one.
 */
export function addToGallery(
  run: string,
  shown: readonly RenderedPicture[],
  time: number,
  rarities: readonly (Rarity | undefined)[] = [],
): Promise<void> {
  return serialize(async () => {
    const known = new Map(store.current().map((picture) => [picture.key, picture]));
    const isOfModel = ({ recipe }: GalleryPicture): boolean => recipe.modelHash === shown[0].recipe.modelHash;
    let pulls = Math.max(
      0,
      ...store
        .current()
        .filter(isOfModel)
        .map(({ pull }) => pull?.number ?? 0),
    );
    const fresh = shown.map((one, at): GalleryPicture => {
      const key = pictureKey(one);
      const [before, rarity] = [known.get(key), rarities[at]];
      const pull = before?.pull ?? (rarity && { number: ++pulls, rarity });
      return { favourite: false, ...before, ...one, key, run, time: time + at / 1000, ...(pull && { pull }) };
    });
    await put(fresh);
  });
}

/** Changes the favourite mark or the rating of a stored picture. */
export function updateGalleryPicture(
  key: string,
  changes: Partial<Pick<GalleryPicture, "favourite" | "rating">>,
): Promise<void> {
  return serialize(async () => {
    const picture = store.current().find((one) => one.key === key);
    if (picture) await put([{ ...picture, ...changes }]);
  });
}

/** Deletes a picture; {@link restoreDeleted} brings it back. */
export function deleteFromGallery(key: string): Promise<void> {
  return serialize(async () => {
    const picture = store.current().find((one) => one.key === key);
    if (!picture) return;
    await remove([key]);
    deleted.set([...deleted.current(), picture]);
  });
}

/** Brings the picture that was deleted last back, with its favourite mark and rating. */
export function restoreDeleted(): Promise<void> {
  return serialize(async () => {
    const picture = deleted.current().at(-1);
    if (!picture) return;
    deleted.set(deleted.current().slice(0, -1));
    await put([picture]);
  });
}

/** Returns the key of a picture. */
export function pictureKey({ recipe, candidate }: Pick<RenderedPicture, "recipe" | "candidate">): string {
  return `${recipe.modelHash.slice(0, 16)}-${candidate.id}`;
}

const changes = createSerialQueue();

/** Runs changes one after the other, so that simultaneous ones do not overwrite each other. */
function serialize(work: () => Promise<void>): Promise<void> {
  return changes.run(async () => {
    await store.read();
    await work();
  });
}

async function put(fresh: readonly GalleryPicture[]): Promise<void> {
  const kept = await studioDatabaseIfAvailable();
  await Promise.all(fresh.map((one) => kept?.put("pictures", one)));
  const keys = new Set(fresh.map(({ key }) => key));
  store.set(newestFirst([...store.current().filter(({ key }) => !keys.has(key)), ...fresh]));
  const old = store
    .current()
    .slice(maxPictures)
    .filter(({ favourite, rating }) => !favourite && rating === undefined)
    .filter(({ key, recipe }) => {
      const ofModel = store.current().filter((other) => other.recipe.modelHash === recipe.modelHash);
      return bestPull(ofModel)?.best.key !== key;
    });
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
