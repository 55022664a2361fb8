import { flagsSentences as english } from "./en/flags.ts";
import { flagsSentences as japanese } from "./ja/flags.ts";
import { addLanguage } from "./language.ts";

/** Lets the texts of the library name commands and flags: for the command line. */
export function nameFlagsInTexts(): void {
  addLanguage("en", english);
  addLanguage("ja", japanese);
}
