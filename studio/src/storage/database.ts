import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { OmakaseError, type Direction, type RatingRequest } from "omakase/studio";
import type { StoredFamily } from "./families.ts";
import type { GalleryPicture } from "./gallery.ts";
import type { Pixels } from "../worker/rendered-picture.ts";

interface StudioSchema extends DBSchema {
  pictures: { key: string; value: GalleryPicture; indexes: { time: number } };
  /** Ratings of a page without a server, and those waiting for a server that does not answer. */
  ratings: { key: number; value: RatingRequest & { readonly id?: number }; indexes: { modelHash: string } };
  families: { key: string; value: StoredFamily };
  directions: { key: [modelHash: string, name: string]; value: Direction };
  /** Small picture of a model, by its hash; it can be drawn again. */
  thumbnails: { key: string; value: Pixels };
}

let connection: Promise<IDBPDatabase<StudioSchema>> | undefined;

/**
 * Opens the page's database in the browser, once.
 *
 * @throws OmakaseError `source` if the browser forbids storage.
 */
export function studioDatabase(): Promise<IDBPDatabase<StudioSchema>> {
  return (connection ??= openStudioDatabase());
}

async function openStudioDatabase(): Promise<IDBPDatabase<StudioSchema>> {
  try {
    return await openDB<StudioSchema>("omakase-studio", 4, {
      upgrade(made, oldVersion) {
        if (oldVersion < 2) {
          // records of version 1 name their fields otherwise, and nothing can read them
          for (const name of [...made.objectStoreNames]) made.deleteObjectStore(name);
          made.createObjectStore("pictures", { keyPath: "key" }).createIndex("time", "time");
          made
            .createObjectStore("ratings", { keyPath: "id", autoIncrement: true })
            .createIndex("modelHash", "modelHash");
        }
        if (oldVersion < 3) {
          made.createObjectStore("families", { keyPath: "id" });
          made.createObjectStore("directions", { keyPath: ["modelHash", "name"] });
        }
        made.createObjectStore("thumbnails");
      },
      // another tab has a newer page, which waits for this one
      blocking: (_, __, { target }) => (target as IDBDatabase).close(),
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

/** Opens the database; undefined if the browser forbids storage. */
export async function studioDatabaseIfAvailable(): Promise<IDBPDatabase<StudioSchema> | undefined> {
  return await studioDatabase().catch(() => undefined);
}
