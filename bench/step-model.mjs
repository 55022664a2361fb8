import { builtInModels } from "../dist/model/index.js";

/** Ten tags with five choices each. */
const word = (text) => ({ name: text, label: { ja: text, en: text } });
const choices = ["a", "b", "c", "d", "e"].map(word);
const attributes = {
  tags: choices
    .flatMap(({ name }) => [`${name}1`, `${name}2`])
    .map((name) => ({ ...word(name), kind: "category", choices })),
};

/** The model of a benchmark's step, by name: every row says only what is its own. */
export function stepModel({ model, size, features, latent }) {
  return builtInModels[model].create({ size, channels: 3, inputChannels: 3, features, latent, attributes });
}

/** Options of a step on the command line, with their defaults. */
export const stepDefaults = { model: "dcgan", batch: 64, features: 64, latent: 100, size: 64 };
