import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { OmakaseError, type NewRating } from "omakase";
import type { KeptPicture } from "./gallery.ts";

interface Kept extends DBSchema {
  pictures: { key: string; value: KeptPicture; indexes: { time: number } };
  /** Of a page without a server, and what waits for one that does not answer. */
  ratings: { key: number; value: NewRating & { readonly id?: number }; indexes: { modelHash: string } };
}

let opened: Promise<IDBPDatabase<Kept>> | undefined;

/** What the browser keeps for this page. */
export function database(): Promise<IDBPDatabase<Kept>> {
  return (opened ??= open());
}

async function open(): Promise<IDBPDatabase<Kept>> {
  try {
    return await openDB<Kept>("omakase-studio", 1, {
      upgrade(made) {
        made.createObjectStore("pictures", { keyPath: "key" }).createIndex("time", "time");
        made.createObjectStore("ratings", { keyPath: "id", autoIncrement: true }).createIndex("modelHash", "modelHash");
      },
    });
  } catch (cause) {
    const complaint = {
      where: "IndexedDB",
      expected: { ja: "このページがものを保存できるブラウザ", en: "a browser that lets this page keep things" },
      got: { ja: "保存を許さない設定", en: "one that does not" },
      remedy: {
        ja: "プライベートウィンドウを使わないか、このページのデータの保存を許可してください",
        en: "Leave the private window, or allow this page to store data",
      },
    };
    throw new OmakaseError("source", complaint, { cause });
  }
}

/** The same; undefined where the browser keeps nothing, and the page does without. */
export async function databaseIfAny(): Promise<IDBPDatabase<Kept> | undefined> {
  return await ifAny(database);
}

/** What is opened; undefined where that fails. */
export async function ifAny<Opened>(open: () => Promise<Opened>): Promise<Opened | undefined> {
  try {
    return await open();
  } catch {
    return undefined;
  }
}
