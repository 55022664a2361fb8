import type { ModelName, RunInfo, Text, TrainingJob } from "omakase/studio";
import { datasetNames } from "./dataset-names.ts";

/** Names of models that come along with another name than that of their data set. */
const bundledNames: Readonly<Record<string, Text>> = {
  "sushi-brush": { ja: "寿司ぬりえ", en: "Sushi colouring" },
  "emoji-line": { ja: "線画から絵文字", en: "Emoji from lines" },
};

/** Short names of the kinds of models, as a part of a training's name. */
const kindNames: Readonly<Record<ModelName, Text>> = {
  "latent-flow": { ja: "潜在フロー", en: "latent flow" },
  gan: { ja: "GAN", en: "GAN" },
  vae: { ja: "VAE", en: "VAE" },
  ae: { ja: "オートエンコーダー", en: "autoencoder" },
  dcgan: { ja: "DCGAN", en: "DCGAN" },
  cgan: { ja: "条件つき GAN", en: "conditional GAN" },
  pix2pix: { ja: "pix2pix", en: "pix2pix" },
};

/** Returns the name of a built-in data set; undefined for other pictures. */
export function datasetName(source: string): Text | undefined {
  return Object.hasOwn(datasetNames, source) ? datasetNames[source as keyof typeof datasetNames] : undefined;
}

/** Returns the name of a model in the list of models: one that comes along has a name in both languages. */
export function modelName({ name, source }: Pick<RunInfo, "name" | "source">): Text {
  const own = name === source ? datasetName(source) : bundledNames[name];
  return own ?? { ja: name, en: name };
}

/** Returns the name of a training: its pictures, what learns them, and a number that tells equal ones apart. */
export function trainingName({ id, plan: { model, source } }: Pick<TrainingJob, "id" | "plan">): Text {
  const [pictures, kind, usual] = [datasetName(source), kindNames[model], `${model}-${source}`];
  if (!pictures || !id.startsWith(usual)) return modelName({ name: id, source });
  const after = id.slice(usual.length).replace("-", " ");
  return { ja: `${pictures.ja}・${kind.ja}${after}`, en: `${pictures.en}, ${kind.en}${after}` };
}
