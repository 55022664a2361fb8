import { modelHash, omakaseVersion, type Recipe } from "../checkpoint/index.ts";
import { renderBatch } from "./render-latents.ts";
import type { TrainedModel } from "./trained-model.ts";

/** What the recipes of all pictures of a model have in common. */
export async function provenance(trained: TrainedModel): Promise<Omit<Recipe, "latent">> {
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

/** The hash of a model, by which its recipes know it. */
export async function trainedModelHash({ hash, weights }: TrainedModel): Promise<string> {
  return hash ?? (await modelHash(weights));
}
