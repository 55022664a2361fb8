import { defineTexts } from "./define-texts.ts";
import { tensorSentences as english } from "./en/tensor.ts";
import { tensorSentences as japanese } from "./ja/tensor.ts";

/** Texts of `src/tensor`. */
export const tensorText = defineTexts("tensor", english, japanese);
