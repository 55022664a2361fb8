import type { Language } from "../error.ts";

/** Returns the language of the browser: Japanese where it prefers that, else English. */
export function browserLanguage(): Language {
  return navigator.language.startsWith("ja") ? "ja" : "en";
}
