import { z } from "zod";
import { attributesSchema } from "../dataset/index.ts";
import { modelNames, settingsSchema, storedModelSchema, withOption } from "../model/index.ts";
import { verdicts } from "../train/index.ts";
import { runText } from "../text/index.ts";

/** Image sides that built-in models support, px. */
export const pictureSizes = [8, 16, 32, 64, 128, 256] as const;

/** Schema of the network shapes of a named model. */
export const modelSchema = z.strictObject({
  model: z.enum([...modelNames, "custom"]),
  /** Image height and width, px. */
  size: withOption(z.union(pictureSizes.map((size) => z.literal(size))), {
    value: "px",
    about: runText.config.size({ pictureSizes: pictureSizes.join(", ") }),
    input: z.int().min(8).max(256),
  }),
  /** Image channels: 1 is grey, 3 is RGB. */
  channels: z.union([z.literal(1), z.literal(3)]),
  /** Channels of the input images of a pix2pix. */
  inputChannels: z.union([z.literal(1), z.literal(3)]).optional(),
  /** Features at half the full size, 0–1024; deeper stages have more. 0 for a custom model. */
  features: withOption(z.int().min(0).max(1024), {
    value: "n",
    about: runText.config.features,
    input: z.int().min(1).max(1024),
  }),
  /** Latent size, 0–4096. 0 for a pix2pix, which has no latent. */
  latent: withOption(z.int().min(0).max(4096), {
    value: "n",
    models: modelNames.filter((name) => name !== "pix2pix"),
    about: runText.config.latent,
    input: z.int().min(1).max(4096),
  }),
  /** Spectral norm in the discriminator of a `gan`. Default false. */
  spectral: withOption(z.boolean().optional(), {
    models: ["gan"],
    about: runText.config.spectral,
  }),
  /** Attributes that condition a `cgan`. */
  attributes: attributesSchema.optional(),
  /** Networks and losses of a `cgan`: see `CganNetworks.method`. Default `modern`. */
  method: withOption(z.enum(["modern", "classic"]).optional(), {
    value: "name",
    models: ["cgan"],
    about: runText.config.method,
  }),
  /** Custom model: the file that defines it, and its sampling functions as data, so that sampling executes no code. */
  definition: z
    .strictObject({ file: z.string().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/), stored: storedModelSchema })
    .optional(),
});
export type ModelConfig = Readonly<z.infer<typeof modelSchema>>;

/**
 * Parses a decay such as `60000:140000` or `30%:100%`.
 *
 * @param decay - images seen, or parts of the training, at the start and at the end of the decay, separated by a colon.
 * @returns images before the decay begins and images that it lasts, or the fractions where it starts and ends.
 */
export function parseDecay(
  decay: string,
): { readonly after: number; readonly images: number } | { readonly start: number; readonly end: number } {
  const [first, last] = decay.split(":").map((part) => Number(part.replace("%", "")));
  return decay.includes("%") ? { start: first / 100, end: last / 100 } : { after: first, images: last - first };
}

function isDecay(decay: string): boolean {
  const parsed = parseDecay(decay);
  return "end" in parsed ? parsed.start < parsed.end && parsed.end <= 1 : parsed.images > 0;
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
  count: withOption(z.int().positive().optional(), {
    value: "n",
    about: runText.config.count,
  }),
  /** Whether every second image is mirrored. */
  flip: withOption(z.boolean(), {
    about: runText.config.flip,
    aboutOff: runText.config.noFlip,
  }),
  /** Whether rare combinations of attributes are sampled more often: see `samplingWeights`. Default false. */
  balanced: withOption(z.boolean().optional(), {
    models: ["cgan"],
    about: runText.config.balanced,
  }),
  /** Maximum random translation of images, px. Default 0. */
  jitter: withOption(z.int().nonnegative().max(128).optional(), {
    value: "px",
    models: ["pix2pix"],
    about: runText.config.jitter,
  }),
  /** Whether inputs and targets of pairs are exchanged. Default false. */
  reverse: withOption(z.boolean().optional(), {
    models: ["pix2pix"],
    about: runText.config.reverse,
  }),
  /**
   * Fraction of images held out from training, chosen by name (see `splitByName`), above 0, up to 0.5. Default: none.
   */
  heldOut: z.number().positive().max(0.5).optional(),
  /** Seed of the initial weights and of every random number. */
  seed: withOption(z.int().nonnegative(), {
    value: "n",
    about: runText.config.seed,
  }),
  ...settingsSchema.shape,
  /**
   * Images seen at which the learning rate begins and ends to fall, such as `60000:140000`, or parts of the training,
   * such as `30%:100%`; weights that rise during the decay move with it. The resulting schedules are in `learningRate` and `weights`. Default: the preset's.
   */
  decay: withOption(
    z
      .string()
      .regex(/^(?:(?:0|[1-9]\d{0,8}):[1-9]\d{0,8}|\d{1,2}%:\d{1,3}%)$/)
      .refine(isDecay)
      .optional(),
    {
      value: "a:b",
      models: ["gan", "cgan", "pix2pix"],
      about: runText.config.decay,
      examples: "60000:140000 | 30%:100%",
    },
  ),
  /** Run whose model is the initial model, with the model's step and hash. Default: new random weights. */
  from: z.strictObject({ run: z.string(), step: z.int().nonnegative(), hash: z.string() }).optional(),
  /** Step after which training broke for the first time; later training uses `recoverySettings` and another seed. */
  retry: z.strictObject({ step: z.int().nonnegative(), verdict: z.enum(verdicts) }).optional(),
});
export type RunConfig = Readonly<z.infer<typeof runSchema>>;

/** Configuration fields that a person can override; the preset supplies the others. */
export type RunOverrides = Partial<Omit<RunConfig, "model" | "source" | "formatVersion" | "retry">>;
