import { internalError } from "../error.ts";
import type { Attributes } from "../dataset/index.ts";
import { scaleSchedule } from "../optim/index.ts";
import { autoencoder, autoencoderNetworks } from "./autoencoder.ts";
import { cgan, cganNetworks, classicCganNetworks } from "./cgan.ts";
import { dcgan, dcganNetworks } from "./dcgan.ts";
import type { ImageShape, Model } from "./define-model.ts";
import { gan, ganNetworks } from "./gan.ts";
import { pix2pix, pix2pixNetworks } from "./pix2pix.ts";
import type { Settings } from "./settings.ts";
import { vae, vaeNetworks } from "./vae.ts";

/** Sizes and options of the networks of a built-in model. */
export interface BuiltInOptions extends ImageShape {
  /** Features at half the full size. */
  readonly features: number;
  /** Numbers in a latent; 0 for a model that translates. */
  readonly latent: number;
  readonly inputChannels?: 1 | 3;
  readonly spectral?: boolean;
  readonly attributes?: Attributes;
  readonly method?: "modern" | "classic";
}

/** A model that can be trained by name. */
export interface BuiltInModel {
  create(options: BuiltInOptions): Model;
  /** Default features and latent size, at 64 px. */
  readonly features: number;
  readonly latent: number;
  /** The same for `method: "classic"`, as published. */
  readonly classic?: { readonly features: number; readonly latent: number };
  /** Adapts the default settings to the networks, the overrides and the number of training images. Default: no change. */
  adapt?(settings: Settings, options: BuiltInOptions & Pick<Settings, "adversarial">, images: number): Settings;
}

/** The models that can be trained by name: `omakase train gan sushi`. */
export const builtInModels = {
  ae: { create: (options) => autoencoder(autoencoderNetworks(options)), features: 24, latent: 64 },
  vae: { create: (options) => vae(vaeNetworks(options)), features: 24, latent: 64 },
  gan: { create: (options) => gan(ganNetworks(options)), features: 16, latent: 64, adapt: adaptPenalized },
  dcgan: { create: (options) => dcgan(dcganNetworks(options)), features: 64, latent: 100 },
  cgan: {
    create({ attributes, method, ...options }) {
      if (!attributes) throw internalError("a cgan without attributes");
      return cgan(
        method === "classic"
          ? classicCganNetworks({ ...options, attributes })
          : cganNetworks({ ...options, attributes }),
      );
    },
    features: 32,
    latent: 16, // the attributes leave little open, and every random number disturbs all stages
    classic: { features: 64, latent: 128 },
    adapt: (settings, options, images) =>
      options.method === "classic" ? settings : adaptPenalized(settings, options, images),
  },
  pix2pix: {
    create: (options) => pix2pix(pix2pixNetworks({ ...options, inputChannels: options.inputChannels ?? 3 })),
    features: 32,
    latent: 0,
  },
} satisfies Readonly<Record<string, BuiltInModel>>;

/** Names of the built-in models. */
export type ModelName = keyof typeof builtInModels;
export const modelNames = Object.keys(builtInModels) as [ModelName, ...ModelName[]];

/** Width of the networks for which the default learning rate of a GAN with gradient penalties was chosen. */
const ratedFeatures = 16;
/** With fewer images than this, the discriminator memorizes them before the generator has learned. */
const fewImages = 2000;

/**
 * Adapts the settings of a GAN with gradient penalties, which are for many images of 64 px and networks of 16 features.
 * Seen at twice the side, a discriminator with the same outputs has a quarter of the squared slope: γ grows with the number
 * of pixels. In a layer that sums twice as many features, as many weights that all move alike move its output twice as
 * far: the learning rate falls with the width (Yang et al. 2021, table 3).
 */
function adaptPenalized(
  settings: Settings,
  { size, features, spectral, adversarial }: BuiltInOptions & Pick<Settings, "adversarial">,
  images: number,
): Settings {
  const gradientPenalty = spectral ? 0 : 2 * (size / 64) ** 2; // spectral normalization replaces it
  return {
    ...settings,
    learningRate: scaleSchedule(settings.learningRate, Math.min(1, ratedFeatures / features)),
    weights: { ...settings.weights, gradientPenalty },
    ...(images < fewImages && { augment: "auto" as const }),
    ...(adversarial === "hinge" && { updates: "alternating" as const }),
  };
}
