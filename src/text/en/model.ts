/** English sentences of `src/model`, by file. */
export const modelSentences = {
  defineModel: { invalid: { expected: "{expected}", got: "{got}", remedy: "Correct the definition in defineModel" } },
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
