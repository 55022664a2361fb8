import {
  builtInModels,
  restoreModel,
  settingsSchema,
  storeModel,
  type BuiltInModel,
  type Model,
  type ModelName,
  type Settings,
} from "../model/index.ts";
import { internalError, OmakaseError } from "../error.ts";
import { recoverySettings } from "../train/index.ts";
import { runText } from "../text/index.ts";
import { parseDecay, type ModelConfig, type RunConfig, type RunOverrides } from "./config.ts";

/** Model defined in a person's file. */
export interface CustomModel {
  readonly model: Model;
  /** File that defines the model, and its SHA-256. */
  readonly file: string;
  readonly sha256: string;
}

/**
 * Creates the model that a configuration names. A custom model can sample, but not be trained: its losses are in its
 * file.
 *
 * @example
 * ```ts
 * const config = resolveConfig("vae", "sushi", { size: 16, features: 8 }, { pictures: 1000, seed: 1 });
 * createModel(config).kind; // "vae"
 * ```
 */
export function createModel(config: ModelConfig): Model {
  if (config.model !== "custom") return builtInModels[config.model].create(config);
  if (!config.definition) throw internalError("a custom model without a definition");
  return restoreModel(config.definition.stored);
}

/** Returns the training settings in a configuration; after a breakdown, those of `recoverySettings`. */
export function settingsOf(config: RunConfig): Settings {
  const names = Object.keys(settingsSchema.shape);
  const settings = settingsSchema.parse(
    Object.fromEntries(Object.entries(config).filter(([name]) => names.includes(name))),
  );
  return config.retry ? recoverySettings(settings) : settings;
}

/**
 * Completes a configuration: overrides first, then the preset for the model, the size of the images and their number.
 *
 * @param pictures - number of images; a small set gets a small batch.
 * @param seed - used when the overrides have none.
 *
 * @example
 * ```ts
 * const config = resolveConfig("vae", "sushi", { size: 16, features: 8 }, { pictures: 1000, seed: 1 });
 * config.learningRate; // 0.002
 * ```
 */
export function resolveConfig(
  model: ModelName | CustomModel,
  source: string,
  conditions: RunOverrides,
  { pictures, seed }: { readonly pictures: number; readonly seed: number },
): RunConfig {
  if (typeof model === "object") return resolveCustom(model, source, conditions, { pictures, seed });
  const builtIn: BuiltInModel = builtInModels[model];
  const usual = conditions.method === "classic" && builtIn.classic ? builtIn.classic : builtIn;
  const shape: ModelConfig = {
    model,
    size: conditions.size ?? 64,
    channels: conditions.channels ?? 3,
    features: conditions.features ?? usual.features,
    latent: conditions.latent ?? usual.latent,
    ...(conditions.spectral && { spectral: true }),
    ...(conditions.attributes && { attributes: conditions.attributes }),
    ...(conditions.method && { method: conditions.method }),
    ...(model === "pix2pix" && { inputChannels: conditions.inputChannels ?? 3 }),
  };
  const defaults = builtIn.create(shape).settings;
  const adapted = builtIn.adapt?.(defaults, { ...shape, adversarial: conditions.adversarial }, pictures) ?? defaults;
  const settings = withDecay(adapted, conditions);
  const batchSize = Math.max(1, Math.min(settings.batchSize, pictures));
  const pairs = model === "pix2pix" ? pairOptions(source, shape, pictures) : {};
  const weights = { ...settings.weights, ...conditions.weights };
  return {
    formatVersion: 2,
    source,
    seed,
    flip: false,
    ...settings,
    batchSize,
    ...pairs,
    ...conditions,
    weights,
    ...shape,
  };
}

function resolveCustom(
  { model, file, sha256 }: CustomModel,
  source: string,
  conditions: RunOverrides,
  { pictures, seed }: { readonly pictures: number; readonly seed: number },
): RunConfig {
  const { latent, attributes, inputChannels, settings } = model;
  if (!model.decode && !model.translate)
    throw new OmakaseError("option", { where: `${model.kind}, decode`, ...runText.resolveConfig.noDecode });
  const image = { size: conditions.size ?? 64, channels: conditions.channels ?? 3 };
  const shape: ModelConfig = {
    model: "custom",
    ...image,
    features: 0,
    latent,
    ...(attributes && { attributes }),
    ...(inputChannels && { inputChannels }),
    definition: { file, sha256, stored: storeModel(model, image) },
  };
  const decayed = withDecay(settings, conditions);
  const batchSize = Math.max(1, Math.min(decayed.batchSize, pictures));
  const pairs = inputChannels ? pairOptions(source, shape, pictures) : {};
  const weights = { ...decayed.weights, ...conditions.weights };
  return {
    formatVersion: 2,
    source,
    seed,
    flip: false,
    ...decayed,
    batchSize,
    ...pairs,
    ...conditions,
    weights,
    ...shape,
  };
}

/** Moves the learning-rate decay, and weights that rise during it. */
function withDecay(settings: Settings, { decay }: RunOverrides): Settings {
  if (decay === undefined) return settings;
  const moved = (value: Settings["learningRate"]): Settings["learningRate"] =>
    typeof value === "object" ? { from: value.from, to: value.to, ...parseDecay(decay) } : value;
  const weights = Object.fromEntries(Object.entries(settings.weights).map(([name, value]) => [name, moved(value)]));
  return { ...settings, learningRate: moved(settings.learningRate), weights };
}

/**
 * Returns how pairs are augmented, and the fraction held out: a tenth, at least 8 and at most 200 pairs, at most a
 * third.
 */
function pairOptions(source: string, { size }: ModelConfig, pictures: number): Partial<RunConfig> {
  const jitter = Math.round((size * 15) / 256); // as published
  const share = Math.min(Math.max(0.1, 8 / pictures), 200 / pictures, 1 / 3);
  const flip = source === "emoji"; // flat drawings; in lit scenes and in writing, left and right differ
  return { jitter, heldOut: Number(share.toPrecision(3)), flip };
}
