import { defineTexts } from "./define-texts.ts";
import { deviceSentences as english } from "./en/device.ts";
import { deviceSentences as japanese } from "./ja/device.ts";

/** Texts of `src/device`. */
export const deviceText = defineTexts("device", english, japanese);
