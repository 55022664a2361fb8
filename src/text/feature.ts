import { defineTexts } from "./define-texts.ts";
import { featureSentences as english } from "./en/feature.ts";
import { featureSentences as japanese } from "./ja/feature.ts";

/** Texts of `src/feature`. */
export const featureText = defineTexts("feature", english, japanese);
