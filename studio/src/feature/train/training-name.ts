import type { Text } from "omakase/studio";
import { datasetName, modelName } from "../../component/model-names.ts";
import type { PlacedTraining, TrainedKind } from "./trainings.ts";

/** Short names of the kinds of models, as a part of a training's name. */
const kindNames: Readonly<Record<TrainedKind, Text>> = {
  "latent-flow": { ja: "潜在フロー", en: "latent flow" },
  gan: { ja: "GAN", en: "GAN" },
  vae: { ja: "VAE", en: "VAE" },
  ae: { ja: "オートエンコーダー", en: "autoencoder" },
  dcgan: { ja: "DCGAN", en: "DCGAN" },
  cgan: { ja: "条件つき GAN", en: "conditional GAN" },
  pix2pix: { ja: "pix2pix", en: "pix2pix" },
  custom: { ja: "自作のモデル", en: "a model of one’s own" },
};

/** Returns the name of a training: its pictures, what learns them, and a number that tells equal ones apart. */
export function trainingName({ id, plan: { model, source } }: Pick<PlacedTraining["job"], "id" | "plan">): Text {
  const [pictures, kind, usual] = [datasetName(source), kindNames[model], `${model}-${source}`];
  if (!pictures || !id.startsWith(usual)) return modelName({ name: id, source });
  const after = id.slice(usual.length).replace("-", " ");
  return { ja: `${pictures.ja}・${kind.ja}${after}`, en: `${pictures.en}, ${kind.en}${after}` };
}
