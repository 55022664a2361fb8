import { defineTexts } from "./define-texts.ts";
import { syntheticSentences as english } from "./en/synthetic.ts";
import { syntheticSentences as japanese } from "./ja/synthetic.ts";

/** Texts of `src/synthetic`. */
export const syntheticText = defineTexts("synthetic", english, japanese);
