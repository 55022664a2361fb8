import { z } from "zod";
import { attributesSchema } from "../dataset/index.ts";
import { modelNames, settingsSchema, storedModelSchema } from "../model/index.ts";
import { verdicts } from "../train/index.ts";

/** Image sides that built-in models support, px. */
export const pictureSizes = [8, 16, 32, 64, 128, 256] as const;

/** Schema of the network shapes of a named model. */
export const modelSchema = z.strictObject({
  model: z.enum([...modelNames, "custom"]),
  /** Image height and width, px. */
  size: z.union(pictureSizes.map((size) => z.literal(size))),
  /** Image channels: 1 is grey, 3 is RGB. */
  channels: z.union([z.literal(1), z.literal(3)]),
  /** Channels of the input images of a pix2pix. */
  inputChannels: z.union([z.literal(1), z.literal(3)]).optional(),
  /** Features at half the full size, 0–1024; deeper stages have more. 0 for a custom model. */
  features: z.int().min(0).max(1024),
  /** Latent size, 0–4096. 0 for a pix2pix, which has no latent. */
  latent: z.int().min(0).max(4096),
  /** Spectral norm in the discriminator of a `gan`. Default false. */
  spectral: z.boolean().optional(),
  /** Attributes that condition a `cgan`. */
  attributes: attributesSchema.optional(),
  /** Networks and losses of a `cgan`: see `CganNetworks.method`. Default `modern`. */
  method: z.enum(["modern", "classic"]).optional(),
  /** Custom model: the file that defines it, and its sampling functions as data, so that sampling executes no code. */
  definition: z
    .strictObject({ file: z.string().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/), stored: storedModelSchema })
    .optional(),
});
export type ModelConfig = Readonly<z.infer<typeof modelSchema>>;

/**
 * Parses a decay such as `60000:140000`.
 *
 * @param decay - images seen at the start and at the end of the decay, separated by a colon.
 * @returns images before the decay begins, and images that it lasts.
 */
export function parseDecay(decay: string): { readonly after: number; readonly images: number } {
  const [after, end] = decay.split(":").map(Number);
  return { after, images: end - after };
}

/**
 * Schema of a run's configuration, `config.json`: everything that determines the result except the length of the
 * training, which can always be extended.
 */
export const runSchema = z.strictObject({
  formatVersion: z.literal(2),
  ...modelSchema.shape,
  /** Data set: a built-in set such as `sushi`, a folder, a zip, or an IDX file. */
  source: z.string().min(1),
  /** Number of images that a built-in set draws. */
  count: z.int().positive().optional(),
  /** Whether every second image is mirrored. */
  flip: z.boolean(),
  /** Whether rare combinations of attributes are sampled more often: see `samplingWeights`. Default false. */
  balanced: z.boolean().optional(),
  /** Maximum random translation of images, px. Default 0. */
  jitter: z.int().nonnegative().max(128).optional(),
  /** Whether inputs and targets of pairs are exchanged. Default false. */
  reverse: z.boolean().optional(),
  /**
   * Fraction of images held out from training, chosen by name (see `splitByName`), above 0, up to 0.5. Default: none.
   */
  heldOut: z.number().positive().max(0.5).optional(),
  /** Seed of the initial weights and of every random number. */
  seed: z.int().nonnegative(),
  ...settingsSchema.shape,
  /**
   * Images seen at which the learning rate begins and ends to fall, such as `60000:140000`; weights that rise during
   * the decay move with it. The resulting schedules are in `learningRate` and `weights`. Default: the preset's.
   */
  decay: z
    .string()
    .regex(/^(0|[1-9]\d{0,8}):[1-9]\d{0,8}$/)
    .refine((value) => parseDecay(value).images > 0)
    .optional(),
  /** Run whose model is the initial model, with the model's step and hash. Default: new random weights. */
  from: z.strictObject({ run: z.string(), step: z.int().nonnegative(), hash: z.string() }).optional(),
  /** Step after which training broke for the first time; later training uses `recoverySettings` and another seed. */
  retry: z.strictObject({ step: z.int().nonnegative(), verdict: z.enum(verdicts) }).optional(),
});
export type RunConfig = Readonly<z.infer<typeof runSchema>>;

/** Configuration fields that a person can override; the preset supplies the others. */
export type RunOverrides = Partial<Omit<RunConfig, "model" | "source" | "formatVersion" | "retry">>;
