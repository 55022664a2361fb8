import type { nnSentences as english } from "../en/nn.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/nn`, by file. */
export const nnSentences: Translation<typeof english> = {
  dropout: { rate: { expected: "0 以上 1 未満の割合", got: "{rate}", remedy: "0.5 などを指定してください" } },
};
