import { defineTexts } from "./define-texts.ts";
import { runSentences as english } from "./en/run.ts";
import { runSentences as japanese } from "./ja/run.ts";

/** Texts of `src/run`. */
export const runText = defineTexts("run", english, japanese);
