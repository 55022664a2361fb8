import { defineTexts } from "./define-texts.ts";
import { preferenceSentences as english } from "./en/preference.ts";
import { preferenceSentences as japanese } from "./ja/preference.ts";

/** Texts of `src/preference`. */
export const preferenceText = defineTexts("preference", english, japanese);
