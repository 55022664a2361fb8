import { defineTexts } from "./define-texts.ts";
import { cliSentences as english } from "./en/cli.ts";
import { cliSentences as japanese } from "./ja/cli.ts";

/** Texts of `src/cli`. */
export const cliText = defineTexts("cli", english, japanese);
