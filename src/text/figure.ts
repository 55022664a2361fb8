import { defineTexts } from "./define-texts.ts";
import { figureSentences as english } from "./en/figure.ts";
import { figureSentences as japanese } from "./ja/figure.ts";

/** Texts of `src/figure`. */
export const figureText = defineTexts("figure", english, japanese);
