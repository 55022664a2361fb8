import { modelHash } from "../../checkpoint/index.ts";
import type { Attributes } from "../../dataset/index.ts";
import { OmakaseError } from "../../error.ts";
import { openRun, readTrainingImageStatistics, type RunOverrides, type TrainPlan } from "../../run/index.ts";
import { type ModelName } from "../../model/index.ts";
import { flagOf } from "../option/train-options.ts";
import { requireRunFolder } from "./open-model.ts";
import type { Session } from "../session.ts";
import { cliText, listText } from "../../text/index.ts";

/** Settings that a base model fixes: weights fit networks of one shape only. */
const shapeOptions = ["size", "features", "latent", "spectral", "method"] as const;

/** Base model of a new run: the settings that its shape fixes, and the weights that the run starts from. */
export interface BaseModel {
  readonly overrides: RunOverrides;
  readonly start: NonNullable<TrainPlan["start"]>;
}

interface BaseModelOptions {
  readonly model: ModelName;
  readonly conditions: RunOverrides;
  /** Names of the attributes that the new run is to learn. Default: those of the base model. */
  readonly tags?: readonly string[];
}

/**
 * Opens the model that a new run begins with.
 *
 * @throws OmakaseError `option` when it is of another kind than the new one; `run`, `checkpoint` when it cannot be read.
 */
export async function openBaseModel(
  session: Session,
  path: string,
  { model, conditions: overrides, tags }: BaseModelOptions,
): Promise<BaseModel> {
  await requireRunFolder(session, path, "--from");
  const { host, print } = session;
  const { config, loaded } = await openRun(host, path);
  if (config.model !== model)
    throw new OmakaseError("option", {
      where: "--from",
      ...cliText.openBaseModel.otherModel({ model, oldModel: config.model, path }),
    });
  const mismatched = shapeOptions.find((name) => overrides[name] !== undefined && overrides[name] !== config[name]);
  if (mismatched)
    throw new OmakaseError("option", {
      where: flagOf(mismatched),
      ...cliText.openBaseModel.otherSetting({
        config: config[mismatched] ?? "",
        noConfig: config[mismatched] === undefined,
        override: String(overrides[mismatched]),
        mismatched: flagOf(mismatched),
      }),
    });
  const { size, channels, inputChannels, features, latent, spectral, method, attributes } = config;
  if (attributes && tags) requireTags(tags, attributes);
  const { weights, step } = loaded.checkpoint;
  const real = await readTrainingImageStatistics(host.files, path);
  if (!real) print(cliText.openBaseModel.noMemory({ path }));
  const from = { run: path, step, hash: await modelHash(weights) };
  return {
    overrides: { size, channels, inputChannels, features, latent, spectral, method, attributes, from },
    start: { weights, ...(real && { real }) },
  };
}

/** Refuses tags that are not the attributes of the base model: its weights fit no others. */
function requireTags(tags: readonly string[], attributes: Attributes): void {
  const learned = attributes.tags.map(({ name }) => name);
  if (learned.length === tags.length && learned.every((name) => tags.includes(name))) return;
  throw new OmakaseError("option", {
    where: "--tags",
    ...cliText.openBaseModel.otherSetting({
      config: listText(learned),
      noConfig: false,
      override: listText(tags),
      mismatched: "--tags",
    }),
  });
}
