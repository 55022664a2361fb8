import { defineTexts } from "./define-texts.ts";
import { anomalySentences as english } from "./en/anomaly.ts";
import { anomalySentences as japanese } from "./ja/anomaly.ts";

/** Texts of `src/anomaly`. */
export const anomalyText = defineTexts("anomaly", english, japanese);
