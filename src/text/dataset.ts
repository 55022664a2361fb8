import { defineTexts } from "./define-texts.ts";
import { datasetSentences as english } from "./en/dataset.ts";
import { datasetSentences as japanese } from "./ja/dataset.ts";

/** Texts of `src/dataset`. */
export const datasetText = defineTexts("dataset", english, japanese);
