import { modelHash, omakaseVersion, type Recipe } from "../checkpoint/index.ts";
import { drawingBatch } from "./draw-latents.ts";
import type { Trained } from "./trained.ts";

/** What the recipes of all pictures of a model have in common. */
export async function signature(trained: Trained): Promise<Omit<Recipe, "latent">> {
  const { model, device, run = "", step } = trained;
  return {
    formatVersion: 1,
    omakase: omakaseVersion,
    modelHash: await trainedHash(trained),
    modelKind: model.kind,
    run,
    ...(step !== undefined && { step }),
    device: { name: device.name, version: device.version },
    batch: drawingBatch,
  };
}

/** The hash of a model, by which its recipes know it. */
export async function trainedHash({ hash, weights }: Trained): Promise<string> {
  return hash ?? (await modelHash(weights));
}
