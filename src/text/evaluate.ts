import { defineTexts } from "./define-texts.ts";
import { evaluateSentences as english } from "./en/evaluate.ts";
import { evaluateSentences as japanese } from "./ja/evaluate.ts";

/** Texts of `src/evaluate`. */
export const evaluateText = defineTexts("evaluate", english, japanese);
