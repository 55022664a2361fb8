import { modelHash, omakaseVersion, type Recipe } from "../checkpoint/index.ts";
import { renderBatch } from "./render.ts";
import type { TrainedModel } from "./trained-model.ts";

/** The fields that the recipes of all images of a model share: the model and the device. */
export type Provenance = Omit<
  Recipe,
  "latent" | "featureOffsets" | "attributes" | "truncation" | "family" | "edit" | "sheet"
>;

/** Returns the {@link Provenance} of a model. */
export async function provenance(trained: TrainedModel): Promise<Provenance> {
  const { model, device, run = "", step } = trained;
  return {
    formatVersion: 1,
    omakase: omakaseVersion,
    modelHash: await trainedModelHash(trained),
    modelKind: model.kind,
    run,
    ...(step !== undefined && { step }),
    device: { name: device.name, version: device.version },
    batch: renderBatch,
  };
}

/** Returns the SHA-256 of the weights of a model, which its recipes name. */
export async function trainedModelHash({ hash, weights }: TrainedModel): Promise<string> {
  return hash ?? (await modelHash(weights));
}
