import type { Gan, Model } from "../model/index.ts";
import { adam } from "./optimizer/adam.ts";
import type { Optimizer } from "./optimizer/optimizer.ts";
import { relativisticLoss, standardLoss, type AdversarialLoss } from "./loss/adversarial.ts";
import type { Ramp } from "./ramp.ts";

/** How a model is trained. Every number can be overridden; the defaults depend on the model. */
export interface Settings {
  /** Pictures a step. */
  readonly batch: number;
  /** How far weights move: of all networks, or of the generator. */
  readonly rate: Ramp | number;
  /** The discriminator's learning rate. Default: that of the generator. */
  readonly discriminatorRate?: Ramp | number;
  readonly optimizer: Optimizer;
  /** Shortens gradients to at most this length. Default: not shortened. */
  readonly clip?: number;
  /** Which adversarial loss. GANs only. */
  readonly adversarial?: AdversarialLoss;
  /** γ: how strongly the discriminator's steepness is punished, on real and on drawn pictures (R1 and R2). 0: not. */
  readonly penalty?: Ramp | number;
  /** Half-life of the averaged weights, in pictures seen. 0: no averaging. */
  readonly averageHalfLife?: number;
}

/** The settings that a kind of model is trained with when nothing else is said. */
export function defaultSettings(model: Model): Settings {
  switch (model.kind) {
    case "autoencoder":
    case "vae":
      return { batch: 32, rate: 1e-3, optimizer: adam() };
    case "dcgan":
      return { batch: 64, rate: 2e-4, optimizer: adam({ beta1: 0.5 }), adversarial: standardLoss };
    case "gan":
      return {
        batch: 32,
        rate: 5e-4,
        optimizer: adam({ beta1: 0, beta2: 0.99 }),
        adversarial: relativisticLoss,
        penalty: 2,
        averageHalfLife: 2_000,
      };
  }
}

/** Whether a model has two networks that learn from each other. */
export function isAdversarial(model: Model): model is Gan {
  return model.kind === "gan" || model.kind === "dcgan";
}
