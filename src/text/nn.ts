import { defineTexts } from "./define-texts.ts";
import { nnSentences as english } from "./en/nn.ts";
import { nnSentences as japanese } from "./ja/nn.ts";

/** Texts of `src/nn`. */
export const nnText = defineTexts("nn", english, japanese);
