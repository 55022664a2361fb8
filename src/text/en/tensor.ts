/** English sentences of `src/tensor`, by file. */
export const tensorSentences = {
  leakyRelu: { slope: { expected: "a slope from 0 to 1", got: "{slope}", remedy: "Give a slope such as 0.2" } },
  random: { outOfRange: { expected: "a whole number from 0 on", got: "{value}", remedy: "Give 1, for example" } },
  rebuild: {
    unknownOperation: {
      expected: "an operation that this omakase knows",
      got: "another one",
      remedy: "Update omakase",
    },
  },
  tensor: {
    operator: {
      expected: "a function such as add or multiply",
      got: "an operator such as + or *",
      remedy: "Write add(a, b) for a + b, and subtract, multiply and divide for the others",
    },
  },
  shape: { mismatch: { expected: "{expected}", got: "{got}", remedy: "Make the shapes fit" } },
} as const;
