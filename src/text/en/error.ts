/** English sentences of `src/error.ts`. */
export const errorSentences = {
  sentence: "{where}: expected {expected}, got {got}. {remedy}.",
  sentenceAlone: "Expected {expected}, got {got}. {remedy}.",
  integer: {
    expected: "a whole number from {low} to {high}",
    got: "{value}",
    remedy: "Change the value",
  },
  value: {
    nothing: "nothing",
    list: "a list",
    function: "a function",
    promise: "a promise",
    tensor: "a tensor {shape}",
    object: "an object ({fields})",
  },
} as const;
