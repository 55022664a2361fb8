import { defineTexts } from "./define-texts.ts";
import { imageSentences as english } from "./en/image.ts";
import { imageSentences as japanese } from "./ja/image.ts";

/** Texts of `src/image`. */
export const imageText = defineTexts("image", english, japanese);
