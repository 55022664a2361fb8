import type { LibraryDocs } from "./library-docs.ts";

let loaded: Promise<LibraryDocs> | undefined;

/** Loads the docs, once; a failed load may be tried again. */
export function loadLibraryDocs(): Promise<LibraryDocs> {
  loaded ??= import("virtual:library-docs").then((module) => module.default as LibraryDocs);
  loaded.catch(() => (loaded = undefined));
  return loaded;
}
