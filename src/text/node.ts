import { defineTexts } from "./define-texts.ts";
import { nodeSentences as english } from "./en/node.ts";
import { nodeSentences as japanese } from "./ja/node.ts";

/** Texts of `src/node`. */
export const nodeText = defineTexts("node", english, japanese);
