import { defineTexts } from "./define-texts.ts";
import { checkpointSentences as english } from "./en/checkpoint.ts";
import { checkpointSentences as japanese } from "./ja/checkpoint.ts";

/** Texts of `src/checkpoint`. */
export const checkpointText = defineTexts("checkpoint", english, japanese);
