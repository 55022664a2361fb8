/** English sentences of `src/lesson`, by file. */
export const lessonSentences = {
  programText: {
    todo: "TODO {number} (about {lines, plural, one {# line} other {# lines}}): {words}",
  },
} as const;
