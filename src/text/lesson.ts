import { defineTexts } from "./define-texts.ts";
import { lessonSentences as english } from "./en/lesson.ts";
import { lessonSentences as japanese } from "./ja/lesson.ts";

/** Texts of `src/lesson`. */
export const lessonText = defineTexts("lesson", english, japanese);
