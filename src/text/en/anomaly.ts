/** English sentences of `src/anomaly`, by file. */
export const anomalySentences = {
  anomalyNetworks: { flaw: "flaw" },
  backbone: {
    other: {
      expected:
        "{known, select, none {no network, as the model was fitted without one} other {the network that the model was fitted with (SHA-256 {known})}}",
      got: "{given, select, none {none} other {one with SHA-256 {given}}}",
      remedy: "{known, select, none {Leave it out} other {Hand in that network}}",
    },
    unused: {
      expected: "a detector that uses the network, patches or tiles",
      got: "{detectors}",
      remedy: "Add one of them, or leave the network out",
    },
  },
  createBackbone: {
    noOnnx: { expected: "an ONNX file", got: "another file, or a damaged one", remedy: "Export the network as ONNX" },
    externalWeights: {
      expected: "an ONNX file with its weights",
      got: "one whose weights lie in another file",
      remedy: "Save it as one file: in Python onnx.save(onnx.load(path), path) does that",
    },
    noLayers: {
      expected: "names of layers that have height and width",
      got: "none, and the outputs ({outputs}) have none",
      remedy: "Name one or two, such as {examples}",
    },
    unknownLayer: { expected: "a layer of this network", got: '"{name}"', remedy: "The nearest names: {nearest}" },
    inputs: {
      expected: "a network with one input, for pictures",
      got: "{count} ({names})",
      remedy: "Export it with that input alone",
    },
    inputType: { expected: "an input of type float32", got: "{type}", remedy: "Export it with float32" },
    inputShape: {
      expected: "an input [1 or any, 1 or 3, height, width], or with the channels last",
      got: "[{shape}]",
      remedy: "Export it with an input of that shape",
    },
    fixedSize: {
      expected: "{fixed} px, which the network is made for",
      got: "{size} px",
      remedy: "Leave the size out",
    },
    notLoaded: {
      expected: "a network that ONNX Runtime can run",
      got: 'the error "{reason}"',
      remedy: "Export it again, with an operator set that this version knows, or give another size",
    },
    noMap: {
      expected: "a layer with height and width, float32",
      got: '"{layer}" with {type} [{shape}]',
      remedy: "Name a layer before the pictures are summed up",
    },
    notFinite: {
      expected: "finite features",
      got: 'others, from "{layer}"',
      remedy: "Check the range of the input, and the file",
    },
    alwaysSame: {
      expected: "features that depend on the picture",
      got: 'the same for different pictures, from "{layer}"',
      remedy: "Name another layer, or give another range of the input",
    },
  },
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
