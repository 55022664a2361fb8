import type { featureSentences as english } from "../en/feature.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/feature`, by file. */
export const featureSentences: Translation<typeof english> = {
  featureWeights: {
    damagedWeights: {
      expected: "SHA-256 が {featureWeightsHash}… の、omakase に付いてくるファイル",
      got: "{hash}… のファイル",
      remedy: "omakase を入れなおしてください",
    },
  },
  qualityFault: {
    soft: { name: "ぼやけている", meaning: "細かい部分が足りません" },
    gritty: { name: "ざらついている", meaning: "平らなところに、本物にはない模様があります" },
    "colours off": { name: "色がちがう", meaning: "色の並びが本物とちがいます" },
    "too alike": { name: "似た絵ばかり", meaning: "本物ほどの多様さがありません" },
  },
};
