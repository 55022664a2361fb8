import { defineTexts } from "./define-texts.ts";
import { sampleSentences as english } from "./en/sample.ts";
import { sampleSentences as japanese } from "./ja/sample.ts";

/** Texts of `src/sample`. */
export const sampleText = defineTexts("sample", english, japanese);
