import { defineTexts } from "./define-texts.ts";
import { errorSentences as english } from "./en/error.ts";
import { errorSentences as japanese } from "./ja/error.ts";

/** Texts of `src/error.ts`. */
export const errorText = defineTexts("error", english, japanese);
