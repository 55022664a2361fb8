/** English sentences of `src/nn`, by file. */
export const nnSentences = {
  dropout: { rate: { expected: "a rate from 0 to below 1", got: "{rate}", remedy: "Give a rate such as 0.5" } },
} as const;
