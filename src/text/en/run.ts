/** English sentences of `src/run`, by file. */
export const runSentences = {
  attributeExamples: {
    noExamples: {
      expected: "the attributes of the pictures that were learned from",
      got: "{kept, select, true {a damaged file} other {none}}",
      remedy: "Restore the whole run folder, or train again",
    },
  },
  deviceChangeNotice: {
    device: "{name} ({version})",
    changed:
      "trained on {from} so far, going on with {to}: that is fine, but rounding differs, so the model will not be the very same as on one device",
  },
  directions: {
    understood: "a direction that this omakase understands",
    invalid: "{hasPlace, select, true {a file with a wrong {place}} other {a file that cannot be read}}",
    unknownDirection: {
      expected: "{hasListed, select, true {a direction of this run ({listed})} other {a direction of this run}}",
      got: "{hasListed, select, true {another name} other {a run that has none yet}}",
      remedy: "Let {run} learn it from examples first",
    },
    step: " (step {step})",
    ofThisModel: "a direction of the model {hash}",
    ofAnotherModel: "one of the model {own}{atStep}",
    directionFile: {
      expected: "{expected}",
      got: "{got}",
      remedy: "Make it again from the same pictures: training on makes another model",
    },
  },
  inferenceWeights: { wrongShape: "one of an impossible shape", doesNotFit: 'one whose weights "{wrong}" do not fit' },
  openPackedRun: {
    otherVersion: "one of format {formatVersion}",
    updateOmakase: "Update omakase",
    invalid: "a file with a wrong {place}",
    notFinite: 'a file whose weights "{broken}" are not finite numbers',
    wrongAttributes: "a file whose attributes of pictures are wrong",
    damagedFile: "a damaged file",
    anotherFile: "another file",
    undamaged: "an undamaged model as omakase wrote it",
    loadAgain: "Load it again, or export it anew",
  },
  openRun: {
    otherMaker: {
      expected: "a model made as this omakase makes them",
      got: "{got}",
      remedy: "Train it again, or use the version of omakase that made it",
    },
    changedConfig: {
      expected: "the configuration that the run was trained with",
      got: "one with another {changed}",
      remedy: "Undo what was changed in it, or start a new run",
    },
  },
  outlierRun: {
    otherRun: {
      expected: "the folder of a model of normal pictures",
      got: "a run of another kind",
      remedy: "First fit one to normal pictures",
    },
    otherVersion: {
      expected: "what outlier fit of this omakase made (format {formatVersion})",
      got: "format {version}",
      remedy: "Fit again with the same normal pictures",
    },
    notFinite: { expected: "a file of finite numbers", got: 'one whose "{name}" are not', remedy: "Fit again" },
    incomplete: { expected: 'a file with "{name}"', got: "one without", remedy: "Fit again" },
    networkMissing: {
      expected: "the network that the model was fitted with (SHA-256 {hash})",
      got: "nothing at this path",
      remedy: "Copy that ONNX file there, or fit again",
    },
    networkChanged: {
      expected: "the network that the model was fitted with (SHA-256 {hash})",
      got: "another file",
      remedy: "Put that ONNX file back, or fit again",
    },
  },
  savedInverter: {
    notFinite: {
      expected: "a file of finite numbers",
      got: 'one whose "{name}" are not',
      remedy: "Remove the file and train the encoder again",
    },
    otherModel: {
      expected: "an encoder for the model {wanted}",
      got: "one for {got}",
      remedy: "Remove the file and train the encoder again (training on makes it another model)",
    },
  },
  trainRun: {
    placeRemoved: {
      expected: "the folder of the run that trains",
      got: "a place from which it was removed",
      remedy: "Train again",
    },
  },
  writeModelCard: {
    retry:
      "{name} once, at step {step}; it went on from the best model until then with a quarter of the learning rate and twice the penalty. To have the same again, checkpoints must be taken at the same steps",
  },
  smallDatasetNotice: {
    copies:
      "{count, plural, one {1 picture is} other {# pictures are}} very few: a model of them can only copy them. With {enough} or more it draws new ones",
    resembles:
      "{count} pictures are few: what a model of them draws will closely resemble them. With {enough} or more it draws new ones",
  },
  writeOutlierModelCard: {
    title: "What is normal",
    source: "Normal pictures",
    credit: "Credits and licence",
    unknown: "Unknown to omakase: please write here whose pictures these are.",
    size: "Pictures",
    counts: "Pictures to learn from / for the scales / for the threshold",
    parts: "Parts of the score",
    network: "Layers of the network for textures",
    pictures: "Pictures seen by the defect detector",
    seed: "Seed",
    lowest: "Lowest false-alarm rate that can be promised",
    mind: "What to mind",
    caution:
      "It knows only these pictures. What was rare among them it may call odd, and pictures from another camera, light or place will seem odd as a whole: the false-alarm rate holds for pictures from the same source.",
  },
  resolveConfig: {
    noDecode: {
      expected: "a model with decode or translate",
      got: "one with neither",
      remedy: "Give defineModel decode, which turns z into pictures",
    },
  },
  config: {
    size: "side of the pictures: {pictureSizes}; default 64",
    features: "width of the networks",
    latent: "numbers in a latent",
    spectral: "spectral norm in the discriminator (gan)",
    method: "how a cgan is made: modern, or classic as published, which is very slow; default modern",
    count: "how many pictures to use",
    flip: "show mirrored pictures too",
    noFlip: "show none (for emoji with pix2pix)",
    balanced: "show rare combinations of tags more often (cgan)",
    jitter: "how far to move pictures (pix2pix); default 6 %",
    reverse: "exchange inputs and targets (pix2pix)",
    seed: "decides every random number; default: a fresh one",
    decay:
      "pictures seen before the learning rate falls, and until it has fallen, or parts of the training such as 30%:100%; default 20000:60000 (gan, cgan, pix2pix). With 200,000 pictures of characters, 60000:140000 was better",
  },
} as const;
