import type { tensorSentences as english } from "../en/tensor.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/tensor`, by file. */
export const tensorSentences: Translation<typeof english> = {
  leakyRelu: { slope: { expected: "0 から 1 までの傾き", got: "{slope}", remedy: "0.2 などを指定してください" } },
  random: { outOfRange: { expected: "0 以上の整数", got: "{value}", remedy: "たとえば 1 を指定してください" } },
  rebuild: {
    unknownOperation: {
      expected: "この omakase が知っている演算",
      got: "知らない演算",
      remedy: "omakase を新しくしてください",
    },
  },
  tensor: {
    operator: {
      expected: "add や multiply などの関数",
      got: "+ や * などの記号",
      remedy: "a + b は add(a, b) と書いてください。ほかの記号は subtract、multiply、divide です",
    },
  },
  shape: { mismatch: { expected: "{expected}", got: "{got}", remedy: "テンソルの形を合わせてください" } },
};
