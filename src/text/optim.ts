import { defineTexts } from "./define-texts.ts";
import { optimSentences as english } from "./en/optim.ts";
import { optimSentences as japanese } from "./ja/optim.ts";

/** Texts of `src/optim`. */
export const optimText = defineTexts("optim", english, japanese);
