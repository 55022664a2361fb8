import type { Language } from "../error.ts";

/** What the browser speaks: Japanese where it asks for that, else English. */
export function browserLanguage(): Language {
  return navigator.language.startsWith("ja") ? "ja" : "en";
}
