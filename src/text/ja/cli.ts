import { cliDrawingSentences } from "./cli-drawing.ts";
import { cliTrainingSentences } from "./cli-training.ts";
import { cliLessonSentences } from "./cli-lesson.ts";
import { cliMessagesSentences } from "./cli-messages.ts";

/** Japanese sentences of `src/cli`, by file. */
export const cliSentences = {
  ...cliDrawingSentences,
  ...cliTrainingSentences,
  ...cliMessagesSentences,
  ...cliLessonSentences,
};
