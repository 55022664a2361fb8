import { defineTexts } from "./define-texts.ts";
import { latentSentences as english } from "./en/latent.ts";
import { latentSentences as japanese } from "./ja/latent.ts";

/** Texts of `src/latent`. */
export const latentText = defineTexts("latent", english, japanese);
