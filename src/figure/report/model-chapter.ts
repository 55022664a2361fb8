import type { ModelName } from "../../model/index.ts";

/** Chapters of the course that explain the models, by their numbers. */
export const modelChapters: Readonly<Record<ModelName, number>> = {
  ae: 2,
  vae: 3,
  dcgan: 7,
  gan: 8,
  pix2pix: 10,
  cgan: 11,
  "latent-flow": 12,
};
