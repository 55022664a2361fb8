/** English sentences of `src/anomaly`, by file. */
export const anomalySentences = {
  anomalyNetworks: { flaw: "flaw" },
  fitAnomalyModel: {
    tooFewPictures: { expected: "at least {minImages} normal pictures", got: "{count}", remedy: "Add normal pictures" },
    tooFewGroups: {
      expected: "at least {minImages} groups of normal pictures",
      got: "{count}",
      remedy: "Add pictures of other groups, or leave the groups out",
    },
    size: { expected: "one of 16, 32, 64, 128, 256", got: "{size}", remedy: "Give 64, for example" },
  },
  scoreAnomalies: {
    wrongShape: {
      expected: "pictures of {size} px with {channels} channels",
      got: "{gotSize} px with {gotChannels}",
      remedy: "Open them in that shape",
    },
  },
} as const;
