import { z } from "zod";
import { localMaskSchema } from "../../checkpoint/index.ts";

/**
 * Pattern of direction names: letters and digits of any script, and `.`, `_`, `-`; the name is also that of its file.
 * At most 60 characters.
 */
export const directionNamePattern = /^[\p{L}\p{N}_][\p{L}\p{N}._-]{0,59}$/u;

/** Methods that find directions. */
export const directionMethods = ["pictures", "tag", "sefa", "ganspace"] as const;

/** Choices by name, or numbers; the target of a step comes first. */
const conditionSchema = z
  .array(z.union([z.string(), z.number()]))
  .min(1)
  .max(256)
  .readonly();

/**
 * Schema of a named direction in the latent space of a model. It moves the noise of a latent or, when the trait is a
 * condition of the model, the condition.
 */
export const directionSchema = z.strictObject({
  formatVersion: z.literal(1),
  name: z.string().regex(directionNamePattern),
  /** SHA-256 of the model's canonical weights: see `modelHash`. The direction has no meaning in other models. */
  modelHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Training steps of the model. */
  step: z.int().nonnegative().optional(),
  /** Method: labelled images, a tag of the training images, or unsupervised. */
  method: z.enum(directionMethods),
  /** Positive and negative examples: files, seeds, or a tag and its choices. Empty for unsupervised directions. */
  positive: z.array(z.string()).readonly(),
  negative: z.array(z.string()).readonly(),
  /** Names of directions whose score it does not change. */
  orthogonalTo: z.array(z.string()).readonly(),
  /**
   * Condition per attribute: +2 steps set it to `present[0]`, −2 steps to `absent[0]`, unless it has such a value
   * already. Default: conditions stay.
   */
  conditions: z
    .strictObject({
      attributes: z.record(z.string(), z.strictObject({ present: conditionSchema, absent: conditionSchema })),
      /** Leave-one-out accuracy of the attributes on the examples, 0–1. */
      accuracy: z.number(),
    })
    .optional(),
  /**
   * Noise offset of one step, `[noiseSize]`: two steps lead a typical image from without to with. All 0 when
   * conditions express the trait.
   */
  vector: z.array(z.number()).min(1).max(4096).readonly(),
  /** Local mask of the trait, in which images change. Default: the whole image. */
  mask: localMaskSchema.optional(),
  /**
   * Linear probe of the trait, for directions of labelled images. With it, each image moves as far as its score
   * needs.
   */
  probe: z
    .strictObject({
      /** Weights of the patch features, as of `patchFeatures`. */
      weights: z.array(z.number()).readonly(),
      bias: z.number(),
      /** Cross-validated accuracy on the examples, 0–1. */
      accuracy: z.number(),
      /** Typical score of drawn images clearly without and clearly with the trait. */
      saturation: z.strictObject({ absent: z.number(), present: z.number() }),
      /** Maximum number of steps: latents farther away are unlikely under the prior. */
      maxSteps: z.number().positive(),
      /** Gradient of the score with respect to the noise, `[noiseSize]`; other directions can be orthogonal to it. */
      scoreGradient: z.array(z.number()).readonly(),
    })
    .optional(),
});

/** See {@link directionSchema}. */
export type Direction = Readonly<z.infer<typeof directionSchema>>;

/** Result of a method, without the fields of its file. */
export type DirectionEstimate = Pick<Direction, "vector" | "mask" | "probe" | "conditions">;
