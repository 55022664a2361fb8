import { defineTexts } from "./define-texts.ts";
import { browserSentences as english } from "./en/browser.ts";
import { browserSentences as japanese } from "./ja/browser.ts";

/** Texts of `src/browser`. */
export const browserText = defineTexts("browser", english, japanese);
