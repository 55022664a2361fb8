import { modelHash } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import { openRun, readRealPictures, type ModelName, type RunWishes, type TrainPlan } from "../run/index.ts";
import type { Session } from "./session.ts";

/** A model to begin with: what its shape asks of the new run, and what the run takes over. */
export interface OldModel {
  readonly wishes: RunWishes;
  readonly start: NonNullable<TrainPlan["start"]>;
}

/**
 * Opens the model that a new run begins with.
 *
 * @throws OmakaseError `option` when it is of another kind than the new one; `run`, `checkpoint` when it cannot be read.
 */
export async function openOldModel({ host, print }: Session, path: string, model: ModelName): Promise<OldModel> {
  const { config, loaded } = await openRun(host, path);
  if (config.model !== model)
    throw new OmakaseError("option", {
      where: "--from",
      expected: { ja: `${model} の実行フォルダ`, en: `a run of ${model}` },
      got: { ja: `${config.model} の実行フォルダ`, en: `one of ${config.model}` },
      remedy: {
        ja: `omakase train ${config.model} … --from ${path} としてください`,
        en: `Say omakase train ${config.model} … --from ${path}`,
      },
    });
  const { size, channels, inputChannels, features, latent, spectral, method, attributes } = config;
  const { weights, step } = loaded.checkpoint;
  const real = await readRealPictures(host.files, path);
  if (!real)
    print({
      ja: `${path} には学習した絵の記録がないので、「前の絵を忘れていくようす」の図は作りません`,
      en: `${path} does not remember its pictures: there will be no figure of how fast the old face disappears`,
    });
  const from = { run: path, step, hash: await modelHash(weights) };
  return {
    wishes: { size, channels, inputChannels, features, latent, spectral, method, attributes, from },
    start: { weights, ...(real && { real }) },
  };
}
