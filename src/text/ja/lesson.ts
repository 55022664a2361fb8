import type { lessonSentences as english } from "../en/lesson.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/lesson`, by file. */
export const lessonSentences: Translation<typeof english> = {
  programText: {
    todo: "TODO {number}（{lines} 行くらい）: {words}",
  },
};
