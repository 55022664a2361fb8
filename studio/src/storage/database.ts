import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { OmakaseError, type RatingRequest } from "omakase";
import type { GalleryPicture } from "./gallery.ts";

interface StudioSchema extends DBSchema {
  pictures: { key: string; value: GalleryPicture; indexes: { time: number } };
  /** Of a page without a server, and what waits for one that does not answer. */
  ratings: { key: number; value: RatingRequest & { readonly id?: number }; indexes: { modelHash: string } };
}

let connection: Promise<IDBPDatabase<StudioSchema>> | undefined;

/** What the browser keeps for this page. */
export function studioDatabase(): Promise<IDBPDatabase<StudioSchema>> {
  return (connection ??= openStudioDatabase());
}

async function openStudioDatabase(): Promise<IDBPDatabase<StudioSchema>> {
  try {
    return await openDB<StudioSchema>("omakase-studio", 1, {
      upgrade(made) {
        made.createObjectStore("pictures", { keyPath: "key" }).createIndex("time", "time");
        made.createObjectStore("ratings", { keyPath: "id", autoIncrement: true }).createIndex("modelHash", "modelHash");
      },
    });
  } catch (cause) {
    const errorParts = {
      where: "IndexedDB",
      expected: { ja: "このページがものを保存できるブラウザ", en: "a browser that lets this page keep things" },
      got: { ja: "保存を許さない設定", en: "one that does not" },
      remedy: {
        ja: "プライベートウィンドウを使わないか、このページのデータの保存を許可してください",
        en: "Leave the private window, or allow this page to store data",
      },
    };
    throw new OmakaseError("source", errorParts, { cause });
  }
}

/** The same; undefined where the browser keeps nothing, and the page does without. */
export async function studioDatabaseIfAvailable(): Promise<IDBPDatabase<StudioSchema> | undefined> {
  return await undefinedIfFailing(studioDatabase);
}

/** What is opened; undefined where that fails. */
export async function undefinedIfFailing<Opened>(open: () => Promise<Opened>): Promise<Opened | undefined> {
  try {
    return await open();
  } catch {
    return undefined;
  }
}
