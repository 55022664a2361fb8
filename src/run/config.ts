import { z } from "zod";
import { attributesSchema } from "../dataset/index.ts";
import { modelNames, settingsSchema, storedModelSchema } from "../model/index.ts";
import { verdicts } from "../train/index.ts";

/** Sides that pictures can have, px. */
export const pictureSizes = [8, 16, 32, 64, 128, 256] as const;

/** The shapes of the networks of a named model. */
export const modelSchema = z.strictObject({
  model: z.enum([...modelNames, "custom"]),
  /** Height and width, px. */
  size: z.union(pictureSizes.map((size) => z.literal(size))),
  /** 1 is grey, 3 is RGB. */
  channels: z.union([z.literal(1), z.literal(3)]),
  /** Of the pictures that a pix2pix is given. */
  inputChannels: z.union([z.literal(1), z.literal(3)]).optional(),
  /** Features at half the full size; deeper stages have more. 0 for a custom model. */
  features: z.int().min(0).max(1024),
  /** How many numbers a latent has. A pix2pix has none: 0. */
  latent: z.int().min(0).max(4096),
  /** Spectral norm in the discriminator of a `gan`. Default false. */
  spectral: z.boolean().optional(),
  /** Attributes that a `cgan` can be asked for. */
  attributes: attributesSchema.optional(),
  /** Networks and losses of a `cgan`: see `CganNetworks.method`. Default `modern`. */
  method: z.enum(["modern", "classic"]).optional(),
  /** A custom model: the file that defines it, and its sampling functions as data, so that drawing needs no code. */
  definition: z
    .strictObject({ file: z.string().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/), stored: storedModelSchema })
    .optional(),
});
export type ModelConfig = Readonly<z.infer<typeof modelSchema>>;

/** What a ramp has of a wish such as `60000:140000`. */
export function parseDecay(decay: string): { readonly after: number; readonly images: number } {
  const [after, end] = decay.split(":").map(Number);
  return { after, images: end - after };
}

/**
 * Everything that decides what a run does: one schema is the type, the check, and what is saved as `config.json`.
 * How long it trains is not in it: a run can always go on.
 */
export const runSchema = z.strictObject({
  formatVersion: z.literal(2),
  ...modelSchema.shape,
  /** A built-in set such as `sushi`, a folder, a zip, or an IDX file. */
  source: z.string().min(1),
  /** How many pictures a built-in set draws. */
  count: z.int().positive().optional(),
  /** Whether every second picture is shown mirrored. */
  flip: z.boolean(),
  /** Whether rare combinations of attributes are shown more often: see `samplingWeights`. Default false. */
  balanced: z.boolean().optional(),
  /** How far pictures are moved by chance, px. Default: not at all. */
  jitter: z.int().nonnegative().max(128).optional(),
  /** Whether inputs and targets of pairs are exchanged. Default false. */
  reverse: z.boolean().optional(),
  /** The share of the pictures that no training sees, chosen by their names (see `splitByName`). Default: none. */
  heldOut: z.number().positive().max(0.5).optional(),
  /** Decides the first weights and every random number. */
  seed: z.int().nonnegative(),
  ...settingsSchema.shape,
  /**
   * After how many pictures seen the rate begins to fall, and after how many it has fallen, such as `60000:140000`; what
   * comes with the fall moves with it. Its result is in `rate` and `weights`. Default: as the model has it.
   */
  decay: z
    .string()
    .regex(/^(0|[1-9]\d{0,8}):[1-9]\d{0,8}$/)
    .refine((value) => parseDecay(value).images > 0)
    .optional(),
  /** The run whose model it began with, after how many steps, and the model's hash. Default: fresh weights. */
  from: z.strictObject({ run: z.string(), step: z.int().nonnegative(), hash: z.string() }).optional(),
  /** Training broke once, after this step: since then its settings are the recoverySettings ones, and its chances are others. */
  retry: z.strictObject({ step: z.int().nonnegative(), verdict: z.enum(verdicts) }).optional(),
});
export type RunConfig = Readonly<z.infer<typeof runSchema>>;

/** What a person may say about a run; the rest comes from the preset. */
export type RunOverrides = Partial<Omit<RunConfig, "model" | "source" | "formatVersion" | "retry">>;
