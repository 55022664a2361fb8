import { internalError } from "../error.ts";
import type { Attributes } from "../dataset/index.ts";
import { scaleSchedule } from "../optim/index.ts";
import { autoencoder, autoencoderNetworks } from "./autoencoder.ts";
import { classicCganNetworks } from "./cgan-classic-networks.ts";
import { cgan, cganNetworks } from "./cgan.ts";
import { dcgan, dcganNetworks } from "./dcgan.ts";
import type { ImageShape, Model } from "./define-model.ts";
import { gan, ganNetworks } from "./gan.ts";
import { latentFlow, latentFlowNetworks } from "./latent-flow.ts";
import { pix2pix, pix2pixNetworks } from "./pix2pix.ts";
import type { Settings } from "./settings.ts";
import { vae, vaeNetworks } from "./vae.ts";

/** Sizes and options of the networks of a built-in model. */
export interface BuiltInOptions extends ImageShape {
  /** Features at half the full size. */
  readonly features: number;
  /** Numbers in a latent; 0 for a model that translates. */
  readonly latent: number;
  /** Channels of the input images of a `pix2pix`. Default 3. */
  readonly inputChannels?: 1 | 3;
  /** Spectral normalization in the discriminator of a `gan`. Default false. */
  readonly spectral?: boolean;
  /** Attributes of a `cgan`. */
  readonly attributes?: Attributes;
  /** Method of a `cgan`; see `CganNetworks.method`. Default `modern`. */
  readonly method?: "modern" | "classic";
}

/** A model that can be trained by name. */
export interface BuiltInModel {
  /** Creates the model with the given sizes. */
  create(options: BuiltInOptions): Model;
  /** Default features and latent size, at 64 px. */
  readonly features: number;
  readonly latent: number;
  /** Default length of a training, in minutes. */
  readonly minutes: number;
  /** Default features and latent size for `method: "classic"`, as published. */
  readonly classic?: { readonly features: number; readonly latent: number };
  /** Adapts the default settings to the networks, the loss and the number of training images. Default: no change. */
  adapt?(settings: Settings, options: BuiltInOptions & Pick<Settings, "adversarial">, images: number): Settings;
}

/** The models that can be trained by name: `omakase train gan sushi`. */
export const builtInModels = {
  ae: { create: (options) => autoencoder(autoencoderNetworks(options)), features: 24, latent: 64, minutes: 2 },
  vae: { create: (options) => vae(vaeNetworks(options)), features: 24, latent: 64, minutes: 3 },
  gan: { create: (options) => gan(ganNetworks(options)), features: 16, latent: 64, minutes: 10, adapt: adaptPenalized },
  "latent-flow": {
    create: (options) => latentFlow(latentFlowNetworks(options)),
    features: 24,
    latent: 256,
    minutes: 10,
  },
  dcgan: { create: (options) => dcgan(dcganNetworks(options)), features: 64, latent: 100, minutes: 15 },
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
    minutes: 15,
    adapt: (settings, options, images) =>
      options.method === "classic" ? settings : adaptPenalized(settings, options, images),
  },
  pix2pix: {
    create: (options) => pix2pix(pix2pixNetworks({ ...options, inputChannels: options.inputChannels ?? 3 })),
    features: 32,
    latent: 0,
    minutes: 20,
  },
} satisfies Readonly<Record<string, BuiltInModel>>;

/** Names of the built-in models. */
export type ModelName = keyof typeof builtInModels;

/** List of the names of the built-in models. */
export const modelNames = Object.keys(builtInModels) as [ModelName, ...ModelName[]];

/** Width of the networks for which the default learning rate of a GAN with gradient penalties was chosen. */
const ratedFeatures = 16;
/** With fewer images than this, the discriminator memorizes them before the generator has learned. */
const fewImages = 2000;

/**
 * Adapts the settings of a GAN with gradient penalties, which are for many images of 64 px and networks of 16 features.
 * Doubling the resolution quarters the squared gradient norm of the discriminator, so γ grows with the number of pixels.
 * In a layer of twice the width, an update of the same size for each weight changes the output by up to twice as much, so
 * the learning rate falls with the width (Yang et al. 2021, table 3).
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
