/** English sentences that name commands and flags, in place of those of the library where the command line shows them. */
export const flagsSentences = {
  checkpoint: {
    recipe: {
      translateAgain:
        "Translate its input again: npx omakase translate <the folder of {run}> {name}{hasSeed, select, true { --seed {seed}} other {}}",
    },
    runConfig: {
      notARun: {
        remedy: "Give a folder that omakase train made",
      },
    },
  },
  dataset: {
    reportLines: {
      rareCombinations:
        "Rare combinations of labels (under 1% of the pictures, or only a few), hard for a model to learn: {count}. With --balanced, cgan sees such pictures more often. The rarest:",
    },
  },
  node: {
    openStorage: {
      workspaceLocked: {
        remedy: "Use that studio, or end it and try again, or choose another folder with --workspace",
      },
    },
    gpuDevice: {
      hints: {
        noGpu: "Check the graphics driver, or use --device cpu",
        memoryFull: "Take a smaller --batch-size, --size or --features",
        rejected: "Take smaller batches or pictures, or use --device cpu",
        deviceLost: "Go on from the last checkpoint with --resume",
        noHalfPrecision: "Leave --half out",
      },
      notLoaded: {
        remedy: "Use --device cpu, or run npm install webgpu",
      },
    },
    accessGuard: {
      foreignRequest: {
        remedy: "Open the address that omakase studio printed; name that of a proxy with --origin",
      },
      missingToken: {
        remedy: "Open the whole address that omakase studio printed",
      },
    },
    listenHttp: {
      portInUse: {
        remedy: "Take another one, or leave --port out",
      },
      needsMoreRights: {
        remedy: "Take one from 1024 on, or leave --port out",
      },
    },
  },
  run: {
    directions: {
      unknownDirection: {
        remedy: "Make one: npx omakase direction {run} --name NAME --positive … --negative …",
      },
    },
    openPackedRun: {
      loadAgain: "Load it again, or write it anew by omakase export --site",
    },
    outlierRun: {
      otherRun: {
        expected: "a folder that omakase outlier fit made",
        remedy: "First run npx omakase outlier fit <normal pictures> --out <folder>",
      },
      otherVersion: {
        remedy: "Fit again with the same normal pictures: npx omakase outlier fit",
      },
    },
    savedInverter: {
      notFinite: {
        remedy: "Remove the file and run npx omakase invert again",
      },
      otherModel: {
        remedy: "Remove the file and run npx omakase invert again (training on makes it another model)",
      },
    },
    writeModelCard: {
      retry:
        "{name} once, at step {step}; it went on from the best model until then with a quarter of the learning rate and twice the penalty. To have the same again, checkpoints must be taken at the same steps (--checkpoint-every)",
    },
  },
  sample: {
    parseAttributes: { seeAll: "See them all with omakase generate <model> --list" },
    invertibleModel: {
      hasEncoder: {
        remedy: "This one has one: use npx omakase reconstruct",
      },
    },
    resolveAttributes: {
      noAttributes: {
        remedy: "Train one first: npx omakase train cgan characters",
      },
    },
    sampler: {
      translatesPictures: {
        remedy: "Give it pictures: npx omakase translate",
      },
    },
    pointDecoder: {
      noFeatureOffsets: {
        remedy: "Leave --feature-offsets out",
      },
    },
    translator: {
      noTranslator: {
        remedy: "Draw with this model by npx omakase generate",
      },
    },
  },
  train: {
    transferWeights: {
      mismatch: {
        remedy: "Use the same kind of model, --size, --features, and --latent as the old one",
      },
    },
    verdict: {
      "too strong": {
        advice:
          "the counterfeiter learns nothing from it; if this lasts, train anew with --balance auto or --balance 1:2",
      },
      "too weak": {
        advice: "it cannot tell real from drawn; if this lasts, train anew with --balance auto or --balance 2:1",
      },
      memorising: {
        advice: "it draws training pictures almost exactly; give it more pictures, or --flip",
      },
    },
  },
} as const;
