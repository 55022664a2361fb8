import { z } from "zod";
import type { Classifier, Model, Moe } from "../model/index.ts";
import { optimizerSchema } from "./optimizer/create-optimizer.ts";

/** A number, or one that changes while pictures are seen: see `Ramp`. */
const changing = z.union([
  z.number().nonnegative(),
  z.strictObject({
    from: z.number().positive(),
    to: z.number().positive(),
    pictures: z.number().positive(),
    after: z.number().nonnegative().optional(),
  }),
]);

/** How a model is trained, as plain data. Every number can be overridden; the defaults depend on the model. */
export const settingsSchema = z.strictObject({
  /** Pictures a step. */
  batch: z.int().min(1).max(4096),
  /** How far weights move: of all networks, or of the generator. */
  rate: changing,
  /** The discriminator's learning rate. Default: that of the generator. */
  discriminatorRate: changing.optional(),
  /** Over how many pictures, from the start, both rates rise in equal steps from almost 0 to what they are. Default 0. */
  warmUp: z.number().nonnegative().optional(),
  optimizer: optimizerSchema,
  /** Shortens gradients to at most this length. Default: not shortened. */
  clip: z.number().positive().optional(),
  /** Which adversarial loss. GANs only. */
  adversarial: z.enum(["standard", "relativistic", "hinge"]).optional(),
  /** γ: how strongly the discriminator's steepness is punished, on real and on drawn pictures (R1 and R2). 0: not. */
  penalty: changing.optional(),
  /** The part of each batch whose steepness is measured, 0 … 1. Default 1. */
  penaltyPart: z.number().positive().max(1).optional(),
  /** `flat`: slopes are to be 0 at the pictures (R1 and R2); `dragan`: 1 around the real ones. Default `flat`. */
  penaltyKind: z.enum(["flat", "dragan"]).optional(),
  /** How much it counts for the discriminator that it reads a real picture's attributes wrongly. `moe` only. Default 1. */
  reading: z.number().nonnegative().optional(),
  /** How much it counts for the generator that a drawn picture's attributes are read wrongly. `moe` only. Default 1. */
  obeying: z.number().nonnegative().optional(),
  /**
   * How much it counts for both, besides the mean over all attributes, where each attribute is weighed by how badly it is
   * read at the moment: of small things, which are read and drawn wrongly longest, a mean hears little. From the first
   * picture on it can spoil the pictures, so it is to come late. `moe` only. Default 0.
   */
  worst: changing.optional(),
  /**
   * `together`: both networks learn from one pass through the discriminator, a fifth cheaper; the discriminator must
   * judge each picture by itself (no batch normalisation), and the loss must not be `hinge`. `in turn`: the
   * generator faces the discriminator as it has just become. Default `in turn`.
   */
  updates: z.enum(["together", "in turn"]).optional(),
  /**
   * Whether pictures are changed a little before the discriminator sees them, so that a small set is not learned by
   * heart: `auto` as much as needed, a number with this chance (0 … 0.8) for each kind of change. Default `off`.
   */
  augment: z.union([z.literal(["auto", "off"]), z.number().min(0).max(0.8)]).optional(),
  /**
   * How the discriminator is kept a little ahead of the generator. `auto`: whichever is too strong learns more slowly
   * for a while. Two numbers such as `2:1`: the discriminator learns twice while the generator learns once. `off`: both
   * learn in every step. Models with two networks only. Default `off`.
   */
  balance: z.union([z.literal(["auto", "off"]), z.string().regex(/^[1-9]\d?:[1-9]\d?$/)]).optional(),
  /** λ: how much the mean difference from the wanted picture, in [−1, 1], counts beside the adversarial loss. pix2pix only. */
  reconstructionWeight: z.number().nonnegative().optional(),
  /**
   * How many times larger gradients are on their way than they are: in half precision small ones would vanish. Default 1,
   * and 1024 on a device that computes in half precision.
   */
  lossScale: z.number().positive().optional(),
  /**
   * Layers that do not learn: `discriminator:2` the first two layers of the discriminator (next to the picture),
   * `generator.0` a layer, `discriminator` a network. Normalisation still follows its pictures. Default: none.
   */
  frozen: z.array(z.string().min(1)).min(1).optional(),
  /** Half-life of the averaged weights, as a part of the pictures seen so far. Default 0: no averaging. */
  averagePart: z.number().nonnegative().max(1).optional(),
});

/** See {@link settingsSchema}. */
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

/**
 * The relativistic loss with both penalties (R3GAN, Huang et al. 2024), for small networks on a laptop. In the end the rate
 * falls: small things are drawn, and read, rightly only when the weights no longer shake.
 */
const gentleRivals: Settings = {
  batch: 16,
  rate: { from: 2e-3, to: 4e-4, pictures: 40_000, after: 20_000 },
  optimizer: { name: "adam", beta1: 0, beta2: 0.99 },
  adversarial: "relativistic",
  penalty: 2,
  penaltyPart: 0.25,
  clip: 20, // usual lengths are 1 to 10; without an end to them, a few steps can grow to 10⁷ and undo all
  updates: "together",
  averagePart: 0.05,
};

/**
 * `modern`: as a `gan`, and what is read worst comes to count as the rate falls. `classic`: as Jin et al. 2017, where the
 * penalty has λ = 0.5 beside a 34-fold loss.
 */
function moeSettings({ method }: Moe): Settings {
  if (method === "modern") {
    const worst = { from: 1e-3, to: 1, pictures: 40_000, after: 20_000 };
    return { ...gentleRivals, reading: 3, obeying: 1, worst };
  }
  return {
    batch: 64,
    rate: 2e-4,
    optimizer: { name: "adam", beta1: 0.5, beta2: 0.999 },
    adversarial: "standard",
    penalty: 0.5 / 34,
    penaltyKind: "dragan",
    reading: 1,
    obeying: 1,
  };
}

/** The settings that a kind of model is trained with when nothing else is said. */
export function defaultSettings(model: Model | Classifier): Settings {
  switch (model.kind) {
    case "autoencoder":
    case "vae":
      return { batch: 16, rate: 2e-3, optimizer: { name: "adam", beta1: 0.9, beta2: 0.999 } };
    case "dcgan":
      return {
        batch: 64,
        rate: 2e-4,
        optimizer: { name: "adam", beta1: 0.5, beta2: 0.999 },
        adversarial: "standard",
      };
    case "gan": // begun at the whole rate, a detective that wins soon runs away; that of a moe has more to learn
      return { ...gentleRivals, warmUp: 1000 };
    case "moe":
      return moeSettings(model);
    case "pix2pix": // as published but for batch and rate: on a CPU eight pictures take little more than twice as long as one
      return {
        batch: 8,
        rate: { from: 1e-3, to: 2e-4, pictures: 40_000, after: 20_000 },
        optimizer: { name: "adam", beta1: 0.5, beta2: 0.999 },
        adversarial: "standard",
        reconstructionWeight: 100,
        averagePart: 0.05,
      };
    case "classifier":
      return { batch: 32, rate: 2e-3, optimizer: { name: "adam", beta1: 0.9, beta2: 0.999 } };
  }
}
