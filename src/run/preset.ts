import {
  builtInModels,
  settingsSchema,
  type BuiltInModel,
  type Model,
  type ModelName,
  type Settings,
} from "../model/index.ts";
import { recoverySettings } from "../train/index.ts";
import { decayOf, type ModelConfig, type RunConfig, type RunWishes } from "./config.ts";

/** Creates the model that a configuration names. */
export function createModel(config: ModelConfig): Model {
  return builtInModels[config.model].create(config);
}

/** Returns the training settings in a configuration; safer ones after training broke. */
export function settingsOf(config: RunConfig): Settings {
  const names = Object.keys(settingsSchema.shape);
  const settings = settingsSchema.parse(
    Object.fromEntries(Object.entries(config).filter(([name]) => names.includes(name))),
  );
  return config.retry ? recoverySettings(settings) : settings;
}

/**
 * Completes a configuration: the overrides, and for the rest what suits the model, the size of the images and their
 * number.
 *
 * @param pictures - number of images; a small set gets a small batch.
 * @param seed - used when the overrides have none.
 */
export function resolveConfig(
  model: ModelName,
  source: string,
  wishes: RunWishes,
  { pictures, seed }: { readonly pictures: number; readonly seed: number },
): RunConfig {
  const builtIn: BuiltInModel = builtInModels[model];
  const usual = wishes.method === "classic" && builtIn.classic ? builtIn.classic : builtIn;
  const shape: ModelConfig = {
    model,
    size: wishes.size ?? 64,
    channels: wishes.channels ?? 3,
    features: wishes.features ?? usual.features,
    latent: wishes.latent ?? usual.latent,
    ...(wishes.spectral && { spectral: true }),
    ...(wishes.attributes && { attributes: wishes.attributes }),
    ...(wishes.method && { method: wishes.method }),
    ...(model === "pix2pix" && { inputChannels: wishes.inputChannels ?? 3 }),
  };
  const defaults = builtIn.create(shape).settings;
  const adapted = builtIn.adapt?.(defaults, { ...shape, adversarial: wishes.adversarial }, pictures) ?? defaults;
  const settings = withDecay(adapted, wishes);
  const batch = Math.max(1, Math.min(settings.batch, pictures));
  const pairs = model === "pix2pix" ? pairOptions(source, shape, pictures) : {};
  const weights = { ...settings.weights, ...wishes.weights };
  return { formatVersion: 1, source, seed, flip: false, ...settings, batch, ...pairs, ...wishes, weights, ...shape };
}

/** Moves the schedules by which the learning rate falls, and those of weights that rise meanwhile. */
function withDecay(settings: Settings, { decay }: RunWishes): Settings {
  if (decay === undefined) return settings;
  const moved = <Value>(value: Value): Value => (typeof value === "object" ? { ...value, ...decayOf(decay) } : value);
  const weights = Object.fromEntries(Object.entries(settings.weights).map(([name, value]) => [name, moved(value)]));
  return { ...settings, rate: moved(settings.rate), weights };
}

/** Returns how pairs are augmented, and the fraction held out: a tenth, at least 8 and at most 200 pairs, at most a third. */
function pairOptions(source: string, { size }: ModelConfig, pictures: number): Partial<RunConfig> {
  const jitter = Math.round((size * 15) / 256); // as published
  const share = Math.min(Math.max(0.1, 8 / pictures), 200 / pictures, 1 / 3);
  const flip = source === "emoji"; // drawn flat; in lit scenes and in writing, left and right mean something
  return { jitter, heldOut: Number(share.toPrecision(3)), flip };
}
