import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { NewRating } from "omakase";
import type { KeptPicture } from "./gallery.ts";

interface Kept extends DBSchema {
  pictures: { key: string; value: KeptPicture; indexes: { time: number } };
  /** Of a page without a server, and what waits for one that does not answer. */
  ratings: { key: number; value: NewRating & { readonly id?: number }; indexes: { modelHash: string } };
}

let opened: Promise<IDBPDatabase<Kept>> | undefined;

/** What the browser keeps for this page. */
export function database(): Promise<IDBPDatabase<Kept>> {
  return (opened ??= openDB<Kept>("omakase-studio", 1, {
    upgrade(made) {
      made.createObjectStore("pictures", { keyPath: "key" }).createIndex("time", "time");
      made.createObjectStore("ratings", { keyPath: "id", autoIncrement: true }).createIndex("modelHash", "modelHash");
    },
  }));
}
