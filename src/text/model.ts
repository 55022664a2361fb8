import { defineTexts } from "./define-texts.ts";
import { modelSentences as english } from "./en/model.ts";
import { modelSentences as japanese } from "./ja/model.ts";

/** Texts of `src/model`. */
export const modelText = defineTexts("model", english, japanese);
