import { z } from "zod";
import { optimizerSchema } from "../optim/index.ts";
import { withOption } from "./training-option.ts";
import { modelText } from "../text/index.ts";

/** A number, or a schedule over the images seen or over fractions of the training: see `Schedule`. */
export const scheduledSchema = z.union([
  z.number().nonnegative(),
  z
    .strictObject({
      from: z.number().positive(),
      to: z.number().positive(),
      start: z.number().min(0).max(1),
      end: z.number().min(0).max(1),
    })
    .refine(({ start, end }) => start < end),
  z.strictObject({
    from: z.number().positive(),
    to: z.number().positive(),
    images: z.number().positive(),
    after: z.number().nonnegative().optional(),
  }),
]);

/** Built-in models with a generator and a discriminator. */
const gans = ["gan", "dcgan", "cgan", "pix2pix"];

/** Training settings as plain data. Each can be overridden; the defaults depend on the model. */
export const settingsSchema = z.strictObject({
  /** Images in a step. */
  batchSize: withOption(z.int().min(1).max(4096), {
    value: "n",
    about: modelText.settings.batchSize,
  }),
  /**
   * Images of the whole training, at `batchSize` a step: schedules and stages that are given as fractions follow it. A
   * list where the length became known or changed during the training: `total` holds from `from` images on. Default: from
   * the steps or minutes of the training.
   */
  totalImages: z
    .union([
      z.number().positive(),
      z.array(z.strictObject({ from: z.number().nonnegative(), total: z.number().positive() })),
    ])
    .optional(),
  /** Learning rate of all networks. */
  learningRate: withOption(scheduledSchema, {
    value: "r",
    about: modelText.settings.learningRate,
    input: z.number().positive().max(1),
  }),
  /** Learning rate of the discriminator. Default: that of the other networks. */
  discriminatorLearningRate: scheduledSchema.optional(),
  /** Images seen over which the learning rates rise linearly from almost 0. Default 0. */
  warmUpImages: z.number().nonnegative().optional(),
  optimizer: optimizerSchema,
  /** Largest norm of a gradient; longer ones are shortened to it. Default: no limit. */
  maxGradientNorm: z.number().positive().optional(),
  /** Name of the adversarial loss, for models that have one. */
  adversarial: withOption(z.enum(["standard", "relativistic", "hinge"]).optional(), {
    value: "name",
    flag: "loss",
    models: gans,
    about: modelText.settings.adversarial,
  }),
  /** Weights of loss terms by name, such as `gradientPenalty`, each a number or a schedule. */
  weights: z.record(z.string(), scheduledSchema),
  /** Fraction of each batch that a gradient penalty measures, 0 … 1. Default 1. */
  penaltyFraction: z.number().positive().max(1).optional(),
  /**
   * `simultaneous`: all losses of a step see the same weights, and share passes through the discriminator,
   * which saves time. `alternating`: each loss sees the networks as the losses before it have just updated them. Default
   * `alternating`.
   */
  updates: z.enum(["simultaneous", "alternating"]).optional(),
  /**
   * Random changes of images before the discriminator sees them, so that it does not memorize a small set: `auto` as much
   * as needed, or the probability of each kind of change, 0 … 0.8. Default `off`.
   */
  augment: withOption(z.union([z.literal(["auto", "off"]), z.number().min(0).max(0.8)]).optional(), {
    value: "p",
    models: gans,
    about: modelText.settings.augment,
    examples: "0 … 0.8",
  }),
  /**
   * How the discriminator is kept a little ahead of the generator. `auto`: the stronger one learns more slowly for a
   * while. `2:1`: the discriminator learns twice for each time the generator does. `off`: both learn in every step.
   * Models with two losses only. Default `off`.
   */
  balance: withOption(z.union([z.literal(["auto", "off"]), z.string().regex(/^[1-9]\d?:[1-9]\d?$/)]).optional(), {
    value: "b",
    models: gans,
    about: modelText.settings.balance,
    examples: "auto | off | 2:1",
  }),
  /**
   * Factor of all gradients inside the backward pass: in half precision small ones would vanish. Default 1, and 1024 on a
   * device that computes in half precision.
   */
  lossScale: z.number().positive().optional(),
  /**
   * Layers that keep their weights: `discriminator:2` the first two layers of the discriminator, `generator.0` a layer,
   * `discriminator` a network. Running averages of normalization still follow. Default: none.
   */
  frozen: withOption(z.array(z.string().min(1)).min(1).optional(), {
    value: "layers",
    flag: "freeze",
    about: modelText.settings.frozen,
  }),
  /** Half-life of the averaged weights (EMA), as a fraction of the images seen so far, 0 … 1. Default 0: no averaging. */
  emaHalfLife: z.number().nonnegative().max(1).optional(),
});

/** See {@link settingsSchema}. */
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

/** Settings of a model that names none. */
export const defaultSettings: Settings = {
  batchSize: 16,
  learningRate: 2e-3,
  optimizer: { name: "adam", beta1: 0.9, beta2: 0.999 },
  weights: {},
};

/**
 * The relativistic loss with both gradient penalties (R3GAN, Huang et al. 2024), for small networks on a laptop. The
 * learning rate falls near the end, as small details need small updates.
 */
export const r3ganSettings: Settings = {
  batchSize: 16,
  learningRate: { from: 2e-3, to: 4e-4, images: 40_000, after: 20_000 },
  optimizer: { name: "adam", beta1: 0, beta2: 0.99 },
  adversarial: "relativistic",
  weights: { gradientPenalty: 2 },
  penaltyFraction: 0.25,
  maxGradientNorm: 20, // usual norms are 1 to 10; a few reach 10⁷ and would destroy the model
  updates: "simultaneous",
  emaHalfLife: 0.05,
};
