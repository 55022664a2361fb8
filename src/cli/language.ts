import type { Language, Text } from "../error.ts";

/** `--lang ja|en` where given, else what the system speaks; known before the command line is read, for its help. */
export function chooseLanguage(words: readonly string[]): Language {
  const at = words.indexOf("--lang");
  const asked = at >= 0 ? words[at + 1] : words.find((word) => word.startsWith("--lang="))?.slice("--lang=".length);
  if (asked === "ja" || asked === "en") return asked;
  return Intl.DateTimeFormat().resolvedOptions().locale.startsWith("ja") ? "ja" : "en";
}

/** Picks a text's words. */
export type Translate = (text: Text) => string;
