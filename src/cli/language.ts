import type { Language, Text } from "../error.ts";

/** Returns `--lang ja|en`, else the system's language; read before commander parses the words, for its help. */
export function chooseLanguage(words: readonly string[]): Language {
  const at = words.indexOf("--lang");
  const asked = at >= 0 ? words[at + 1] : words.find((word) => word.startsWith("--lang="))?.slice("--lang=".length);
  if (asked === "ja" || asked === "en") return asked;
  return new Intl.PluralRules().resolvedOptions().locale.startsWith("ja") ? "ja" : "en";
}

/** Function that returns a text in the language of the session. */
export type Translate = (text: Text) => string;
