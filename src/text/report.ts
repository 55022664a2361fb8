import { defineTexts } from "./define-texts.ts";
import { reportSentences as english } from "./en/report.ts";
import { reportSentences as japanese } from "./ja/report.ts";

/** Texts of `src/figure/report`. */
export const reportText = defineTexts("report", english, japanese);
