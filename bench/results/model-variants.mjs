/** Models in docs/results.md, each with its differences from the default settings of its kind. */
export const modelVariants = {
  ae: { model: "ae", about: "autoencoder, as `omakase train ae`" },
  vae: { model: "vae", about: "VAE, as `omakase train vae`" },
  dcgan: {
    model: "dcgan",
    conditions: { features: 32 },
    about: "DCGAN as published, batches of 64, half the width (32 features)",
  },
  "dcgan full": { model: "dcgan", about: "DCGAN as published, batches of 64 (64 features)" },
  gan: { model: "gan", about: "`omakase train gan`" },
  "gan wide": { model: "gan", conditions: { features: 32 }, about: "`omakase train gan --features 32`" },
};
