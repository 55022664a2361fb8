/** English sentences of `src/model`, by file. */
export const modelSentences = {
  defineModel: {
    kind: { expected: "a name for the model", got: "{got}", remedy: 'Write kind: "my-model" in defineModel' },
    field: {
      expected: "a field of defineModel ({fields})",
      got: "{name}",
      remedy: "{hasNearest, select, true {Did you mean {nearest}} other {Correct the spelling of {name}}}",
    },
    latent: {
      expected: "a whole number of random numbers, 1 or more",
      got: "{got}",
      remedy: "Write latent: 16, for example, in defineModel",
    },
    inputChannels: {
      expected: "1 or 3",
      got: "nothing",
      remedy: "Write inputChannels: 3, for example, in defineModel",
    },
    noAttributes: {
      expected: "attributes in the definition of the model",
      got: "none",
      remedy: "Give attributes to defineModel",
    },
    losses: {
      expected: "one of loss, losses and stages",
      got: "{count, plural, =0 {none of them} other {# of them}}",
      remedy: "Give defineModel exactly one of them",
    },
    lossFunction: {
      expected: "a function that returns a loss",
      got: "{got}",
      remedy: "Call the field losses if each network has a loss of its own",
    },
    lossName: {
      expected: "names of networks ({networks})",
      got: "{name}",
      remedy:
        "{hasNearest, select, true {Did you mean {nearest}} other {Write the name of the network that this loss trains}}",
    },
    stageCount: {
      expected: "one of images, above 0, and fraction, between 0 and 1",
      got: "{isNeither, select, true {neither} other {both}}",
      remedy: "Give the stage one of them",
    },
    stageLength: {
      expected: "images above 0, or a fraction between 0 and 1",
      got: "{got}",
      remedy: "Correct the length of the stage",
    },
    noNetworks: { expected: "networks by name", got: "none", remedy: "Give defineModel networks, each with a name" },
    networkName: {
      expected: "names of letters and digits that no loss tool and no state of training has",
      got: "{name}",
      remedy: "Rename the network",
    },
    network: {
      expected: "a network, such as sequential(dense(16), relu())",
      got: "{got}",
      remedy: "Join the layers by sequential( )",
    },
    result: { expected: "a tensor", got: "{got}", remedy: "Write return before the result" },
    setting: {
      expected: "a setting ({names})",
      got: "{name}",
      remedy: "{hasNearest, select, true {Did you mean {nearest}} other {Correct the spelling of {name}}}",
    },
    settingValue: {
      expected: "a value such as {example}",
      got: "{got}",
      remedy: "Correct {name}",
    },
  },
  userCode: {
    broken: { expected: "code that runs", got: '"{message}"', remedy: "Correct that line" },
    notDefined: {
      expected: "a name that the file makes, imports or takes as an argument",
      got: "{name}",
      remedy:
        "Check its spelling, or take it: layers from nn, operations from ops, networks and noise from the second argument of a loss",
    },
    notFunction: {
      expected: "the name of a network, a layer or an operation before ( )",
      got: "{name}",
      remedy: "Check its spelling: networks and noise come in the second argument, layers are in nn, operations in ops",
    },
    empty: {
      expected: "a value",
      got: "nothing where .{field} is read",
      remedy: "Check that each function has its return, and that the arguments are in the order of the definition",
    },
  },
  stageWidths: {
    stageWidths: { expected: "one of 8, 16, 32, 64, 128, 256", got: "{size}", remedy: "Give 64, for example" },
  },
  latentFlow: {
    unfitLatent: { expected: "a multiple of {places}", got: "{latent}", remedy: "Give {example}, for example" },
  },
  settings: {
    batchSize: "pictures a step",
    learningRate: "learning rate",
    adversarial: "which loss (GANs): relativistic, the default of gan and cgan, standard, that of the others, or hinge",
    augment:
      "chance to alter what the discriminator sees: 0 to 0.8, auto, or off; default: auto for gan and cgan where pictures are few (GANs)",
    balance: "detective against counterfeiter: auto, off, or turns such as 2:1; default off (GANs)",
    frozen:
      "layers that do not learn: discriminator:2 (the two next to the picture), or names such as generator or generator.0, with commas",
  },
} as const;
