/** English sentences of `src/feature`, by file. */
export const featureSentences = {
  featureWeights: {
    damagedWeights: {
      expected: "the file that comes along with omakase, of SHA-256 {featureWeightsHash}…",
      got: "one of {hash}…",
      remedy: "Install omakase again",
    },
  },
  qualityFault: {
    soft: { name: "soft", meaning: "fine details are missing" },
    gritty: { name: "gritty", meaning: "there are specks where real pictures are flat" },
    "colours off": { name: "colours off", meaning: "colours are not where real pictures have them" },
    "too alike": { name: "too alike", meaning: "they vary less than real pictures do" },
  },
} as const;
