import { z } from "zod";
import { localMaskSchema } from "../../checkpoint/index.ts";

/** What a direction may be called: letters and digits of any script, and `.`, `_`, `-`; it is also the name of its file. */
export const directionNamePattern = /^[\p{L}\p{N}_][\p{L}\p{N}._-]{0,59}$/u;

/** How directions are found. */
export const directionMethods = ["pictures", "tag", "sefa", "ganspace"] as const;

/** Choices by their names, or numbers; what a step leads to comes first. */
const conditionSchema = z
  .array(z.union([z.string(), z.number()]))
  .min(1)
  .max(256)
  .readonly();

/**
 * A direction of a model's latent space with a name. It moves the random numbers of a latent, or, where that is what it
 * stands for, what a model with attributes is asked for.
 */
export const directionSchema = z.strictObject({
  formatVersion: z.literal(1),
  name: z.string().regex(directionNamePattern),
  /** The SHA-256 of the model's canonical weights: see `modelHash`. In other models the direction means nothing. */
  modelHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Steps that the model had learned. */
  step: z.int().nonnegative().optional(),
  /** From labelled pictures, from a tag of the pictures learned from, or found without labels. */
  method: z.enum(directionMethods),
  /** What shows it, and what does not: files, seeds, or a tag and its choices. Empty where it was found without labels. */
  positive: z.array(z.string()).readonly(),
  negative: z.array(z.string()).readonly(),
  /** Names of directions that it keeps clear of. */
  orthogonalTo: z.array(z.string()).readonly(),
  /**
   * For each attribute what asks for it, and what does not: two steps forwards lead every latent that asks for nothing of
   * the one to the first of it, two steps back to the first of the other. Default: wishes stay as they are.
   */
  conditions: z
    .strictObject({
      attributes: z.record(z.string(), z.strictObject({ present: conditionSchema, absent: conditionSchema })),
      /** The part of its lessons that these tell right when each is judged by the others, 0 … 1. */
      accuracy: z.number(),
    })
    .optional(),
  /** One step in a straight line, `[random]`: two lead a usual picture from without to with. All 0 where wishes do it. */
  vector: z.array(z.number()).min(1).max(4096).readonly(),
  /** Where on the picture it lies, and so where pictures change along it. Default: everywhere. */
  mask: localMaskSchema.optional(),
  /** Where there were labels: what tells whether a picture has it. Along such a direction each picture goes as far as it must. */
  probe: z
    .strictObject({
      /** For each part of the picture its features' weights, as of `eye`. */
      weights: z.array(z.number()).readonly(),
      bias: z.number(),
      /** The part of its lessons that it got right when it was taught without them, 0 … 1. */
      accuracy: z.number(),
      /** What it says of drawn pictures that clearly lack it, and of those that clearly show it. */
      saturation: z.strictObject({ absent: z.number(), present: z.number() }),
      /** So many steps at most: farther away lie no latents that the model knows. */
      maxSteps: z.number().positive(),
      /** How its readings grow with the random numbers, `[random]`: others keep clear of this. */
      scoreGradient: z.array(z.number()).readonly(),
    })
    .optional(),
});

/** See {@link directionSchema}. */
export type Direction = Readonly<z.infer<typeof directionSchema>>;

/** What a method finds; where it is kept gives it the rest. */
export type DirectionEstimate = Pick<Direction, "vector" | "mask" | "probe" | "conditions">;
