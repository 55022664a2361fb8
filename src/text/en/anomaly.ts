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
  // of src/run: here, as no first visit of a page loads it
  outlierFeedback: {
    unusable: {
      expected: "feedback about a picture to this model",
      got: "{got}",
      remedy: "Remove this file, and say it again with the picture",
    },
    noFeedback: "another file",
    otherModel: "feedback to another model",
    notFinite: 'one whose "{name}" are not finite numbers',
    incomplete: 'one without "{name}" of this model',
  },
  scoreAnomalies: {
    wrongShape: {
      expected: "pictures of {size} px with {channels} channels",
      got: "{gotSize} px with {gotChannels}",
      remedy: "Open them in that shape",
    },
  },
} as const;
