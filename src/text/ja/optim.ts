import type { optimSentences as english } from "../en/optim.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/optim`, by file. */
export const optimSentences: Translation<typeof english> = {
  frozen: {
    unknownLayer: {
      expected: "ネットワークか層の名前（{layers}、または {layer}:2）",
      got: "{unknown}",
      remedy: "名前を直してください",
    },
  },
};
