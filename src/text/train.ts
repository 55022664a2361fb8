import { defineTexts } from "./define-texts.ts";
import { trainSentences as english } from "./en/train.ts";
import { trainSentences as japanese } from "./ja/train.ts";

/** Texts of `src/train`. */
export const trainText = defineTexts("train", english, japanese);
