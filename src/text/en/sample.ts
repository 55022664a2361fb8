/** English sentences of `src/sample`, by file. */
export const sampleSentences = {
  generate: {
    count: "a whole number from 1 on",
    fraction: "a number from 0 to 1",
    invalid: { expected: "{expected}", got: "{value}", remedy: "Change the value" },
  },
  invertibleModel: {
    hasEncoder: {
      expected: "a model without an encoder (gan, dcgan, cgan)",
      got: "{kind}",
      remedy: "This one has one: reconstruct with it",
    },
  },
  namedAttributes: {
    unknown: { expected: "attributes of this model", got: '"{got}"', remedy: "Use the picture as omakase wrote it" },
  },
  parseAttributes: {
    unknownAttribute: { expected: "one of {tags}", got: '"{name}"', remedy: "{remedy}" },
    numberRange: "a number from {low} to {high}",
    giveNumber: "Give a number that was learned",
    choices: "one of {choices}",
    didMean: 'Did you mean "{name}"',
    seeAll: "See all attributes of the model",
    checkSpelling: "Check the spelling",
    got: '"{got}"',
  },
  renderRecipe: {
    recipeConditions: {
      expected: "the attributes of {count} pictures",
      got: "those of {got}",
      remedy: "Use the picture as omakase wrote it",
    },
    sheetTooLarge: {
      expected: "a sheet of at most {maxSheetPixels} pixels",
      got: "one of {count} pictures, each {scale} times as large",
      remedy: "Use the picture as omakase wrote it",
    },
    wrongCount: { expected: "{wanted} numbers", got: "{got}", remedy: "Use the picture as omakase wrote it" },
    numbersAddedAlongDirections: {
      expected: "{wanted} numbers added along directions",
      got: "{length}",
      remedy: "Use the picture as omakase wrote it",
    },
  },
  resolveAttributes: {
    noAttributes: {
      expected: "a model with attributes (cgan)",
      got: "one without",
      remedy: "Train one first, such as a cgan on characters",
    },
  },
  sampler: {
    translatesPictures: {
      expected: "a model that draws from random numbers",
      got: "{kind}, which translates pictures",
      remedy: "Give it pictures to translate",
    },
    noDecode: {
      expected: "a model with decode",
      got: "one without",
      remedy: "Give defineModel decode, which turns z into pictures",
    },
    noEncoder: {
      expected: "a model with an encoder (ae or vae)",
      got: "a GAN, which has none",
      remedy: "Use such a model, or give a seed instead of a picture",
    },
  },
  styleMixing: {
    stage: "{side} × {side} stage",
    top: "top",
    upperMiddle: "upper middle",
    lowerMiddle: "lower middle",
    bottom: "bottom",
  },
  translator: {
    noTranslator: {
      expected: "a model that translates pictures (pix2pix)",
      got: "{kind}",
      remedy: "Draw with this model instead",
    },
  },
  pointDecoder: {
    noFeatureOffsets: {
      expected: "a gan or a cgan of the modern kind",
      got: "a model whose pictures have no details besides their latents",
      remedy: "Leave the feature offsets out",
    },
    numbers: { expected: "{wanted} numbers", got: "{got}", remedy: "Use a point of the same model" },
  },
} as const;
