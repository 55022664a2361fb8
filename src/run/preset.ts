import { internal } from "../error.ts";
import {
  autoencoderPreset,
  classicMoePreset,
  dcganPreset,
  ganPreset,
  moePreset,
  pix2pixPreset,
  vaePreset,
  type Model,
} from "../model/index.ts";
import { defaultSettings, gentler, settingsSchema, timesRamp, type Settings } from "../trainer/index.ts";
import { decayOf, type ModelConfig, type ModelName, type RunConfig, type RunWishes } from "./config.ts";

/** The networks that a configuration names. */
export function createModel(config: ModelConfig): Model {
  switch (config.model) {
    case "ae":
      return autoencoderPreset(config);
    case "vae":
      return vaePreset(config);
    case "dcgan":
      return dcganPreset(config);
    case "gan":
      return ganPreset(config);
    case "moe":
      return attributed(config);
    case "pix2pix":
      return pix2pixPreset({ ...config, inputChannels: config.inputChannels ?? 3 });
  }
}

function attributed({ attributes, method, ...shape }: ModelConfig): Model {
  if (!attributes) throw internal("a moe without attributes");
  return method === "classic" ? classicMoePreset({ ...shape, attributes }) : moePreset({ ...shape, attributes });
}

/** The training settings in a configuration; gentler ones after training broke. */
export function settingsOf(config: RunConfig): Settings {
  const names = Object.keys(settingsSchema.shape);
  const own = Object.entries(config).filter(([name]) => names.includes(name));
  const settings = settingsSchema.parse({ warmUp: 0, worst: 0, ...Object.fromEntries(own) }); // older runs had neither
  return config.retry ? gentler(settings) : settings;
}

/** Features and latent of the networks when nothing is said, at 64 px. */
const widths: Record<ModelName, { readonly features: number; readonly latent: number }> = {
  ae: { features: 24, latent: 64 },
  vae: { features: 24, latent: 64 },
  dcgan: { features: 64, latent: 100 },
  gan: { features: 16, latent: 64 },
  moe: { features: 32, latent: 16 }, // what the wishes leave open is little, and every random number shakes all stages
  pix2pix: { features: 32, latent: 0 },
};
/** As published. */
const classicWidths = { features: 64, latent: 128 };

/**
 * A complete configuration: what was wished for, and for the rest what suits the model, the size of the pictures and
 * how many there are.
 *
 * @param pictures - how many pictures there are; a small set gets a small batch.
 * @param seed - for when none was wished for.
 */
export function resolveConfig(
  model: ModelName,
  source: string,
  wishes: RunWishes,
  { pictures, seed }: { readonly pictures: number; readonly seed: number },
): RunConfig {
  const usual = wishes.method === "classic" ? classicWidths : widths[model];
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
  const settings = decaying(suited(defaultSettings(createModel(shape)), shape, wishes, pictures), wishes);
  const batch = Math.max(1, Math.min(settings.batch, pictures));
  const pairs = model === "pix2pix" ? suitedToPairs(source, shape, pictures) : {};
  return { formatVersion: 1, source, seed, flip: false, ...settings, batch, ...pairs, ...wishes, ...shape };
}

/** With the ramps that a rate falls by, and what comes meanwhile, where they are wished for. */
function decaying(settings: Settings, { decay }: RunWishes): Settings {
  if (decay === undefined) return settings;
  const { rate, worst } = settings;
  const moved = <Value>(value: Value): Value => (typeof value === "object" ? { ...value, ...decayOf(decay) } : value);
  return { ...settings, rate: moved(rate), ...(worst !== undefined && { worst: moved(worst) }) };
}

/** How pairs are shown, and how many are held back: a tenth, at least 8 and at most 200, but never most of them. */
function suitedToPairs(source: string, { size }: ModelConfig, pictures: number): Partial<RunConfig> {
  const jitter = Math.round((size * 15) / 256); // as published
  const share = Math.min(Math.max(0.1, 8 / pictures), 200 / pictures, 1 / 3);
  const flip = source === "emoji"; // drawn flat; in lit scenes and in writing, left and right mean something
  return { jitter, heldOut: Number(share.toPrecision(3)), flip };
}

/** The width that the usual rate of a GAN with gradient penalties is for. */
const ratedFeatures = 16;

/** Fewer pictures than this a discriminator learns by heart before the generator has learned from it. */
const fewPictures = 2000;

/**
 * What becomes of the usual settings of a GAN with gradient penalties, which are for many pictures of 64 px and networks
 * of 16 features, when the pictures are larger, smaller or few, the networks wider, or when it is kept gentle by
 * other means. Seen at twice the side, a detective that says the same has a quarter of the squared slope: γ grows with
 * the number of pixels. In a layer that sums twice as many features, as many weights that all move alike move its output
 * twice as far: the rate falls with the width (Yang et al. 2021, table 3).
 */
function suited(
  settings: Settings,
  { model, method = "modern", size, features }: ModelConfig,
  { adversarial, spectral }: RunWishes,
  pictures: number,
): Settings {
  if (!(model === "gan" || (model === "moe" && method === "modern"))) return settings;
  return {
    ...settings,
    rate: timesRamp(settings.rate, Math.min(1, ratedFeatures / features)),
    penalty: spectral ? 0 : 2 * (size / 64) ** 2, // spectral norm does its work
    ...(pictures < fewPictures && { augment: "auto" }),
    ...(adversarial === "hinge" && { updates: "in turn" }),
  };
}
