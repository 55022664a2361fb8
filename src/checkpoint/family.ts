import { z } from "zod";

/** Where a picture is in latent space: the how-manieth of a seed, or the numbers themselves. */
export const latentSourceSchema = z.union([
  z.strictObject({ seed: z.int().nonnegative(), index: z.int().nonnegative() }),
  z.array(z.number()).min(1).max(16_384).readonly(),
]);

/** What one picture is to show, by the exact names of attributes and choices. */
export const namedAttributesSchema = z.record(z.string(), z.union([z.string(), z.number()]));

const memberSchema = z.strictObject({
  /** What a person calls it: a seed, or the name of a file. */
  name: z.string().max(200).optional(),
  /** Of one without parents, or one that has more than these gave it. Otherwise it follows from the parents. */
  latent: latentSourceSchema.optional(),
  attributes: namedAttributesSchema.optional(),
  truncation: z.number().min(0).max(1).optional(),
  /** Places of two members that stand before it. */
  parents: z.tuple([z.int().nonnegative(), z.int().nonnegative()]).readonly().optional(),
  /** What was inherited as a whole: groups of attributes, layers of the network, or parts of the latent. */
  by: z.enum(["attribute", "layer", "latent"]).optional(),
  /** How much of each came from the first parent, 0 … 1; what is not named came from neither. */
  shares: z.record(z.string(), z.number().min(0).max(1)).optional(),
});

/** See {@link familySchema}. */
export type FamilyMember = Readonly<z.infer<typeof memberSchema>>;

/**
 * Whom a picture comes from, in one model: every member once, parents before children, and the picture itself last,
 * whose latent is that of the recipe.
 */
export const familySchema = z
  .array(memberSchema)
  .min(3)
  .max(256)
  .readonly()
  .refine(
    (members) =>
      members.every(({ latent, parents, by, shares }, at) => {
        if (!parents) return latent !== undefined;
        return by !== undefined && shares !== undefined && parents.every((parent) => parent < at);
      }) && members.at(-1)?.parents !== undefined,
  );

/** See {@link familySchema}. */
export type Family = readonly FamilyMember[];
