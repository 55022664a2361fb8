/** Who is compared in docs/results.md, each with what differs from the usual settings of its kind. */
export const contenders = {
  ae: { model: "ae", about: "autoencoder, as `omakase train ae`" },
  vae: { model: "vae", about: "VAE, as `omakase train vae`" },
  dcgan: { model: "dcgan", about: "DCGAN as published (64 features, batches of 64)" },
  "dcgan small": { model: "dcgan", wishes: { features: 16 }, about: "DCGAN with as many features as `gan`" },
  gan: { model: "gan", about: "`omakase train gan`" },
};
