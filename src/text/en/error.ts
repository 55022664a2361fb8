/** English sentences of `src/error.ts`. */
export const errorSentences = {
  sentence: "{where}: expected {expected}, got {got}. {remedy}.",
  sentenceAlone: "Expected {expected}, got {got}. {remedy}.",
  integer: {
    expected: "a whole number from {low} to {high}",
    got: "{value}",
    remedy: "Change the value",
  },
} as const;
