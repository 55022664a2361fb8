/** English sentences of `src/optim`, by file. */
export const optimSentences = {
  frozen: {
    unknownLayer: {
      expected: "a network or a layer ({layers}, or {layer}:2)",
      got: "{unknown}",
      remedy: "Correct the name",
    },
  },
} as const;
