import { z } from "zod";

/** Source of a latent: an index of a seed, or the values themselves. */
export const latentSourceSchema = z.union([
  z.strictObject({ seed: z.int().nonnegative(), index: z.int().nonnegative() }),
  z.array(z.number()).min(1).max(16_384).readonly(),
]);

/** Attributes of one image, by the exact names of attributes and choices. */
export const namedAttributesSchema = z.record(z.string(), z.union([z.string(), z.number()]));

const memberSchema = z.strictObject({
  /** Display name: a seed, or the name of a file. */
  name: z.string().max(200).optional(),
  /** Latent of a founder, or of a member with mutated genes. Otherwise it follows from the parents. */
  latent: latentSourceSchema.optional(),
  attributes: namedAttributesSchema.optional(),
  truncation: z.number().min(0).max(1).optional(),
  /** Indices of two earlier members. */
  parents: z.tuple([z.int().nonnegative(), z.int().nonnegative()]).readonly().optional(),
  /** Kind of gene: groups of attributes, layers of the network, or parts of the latent. */
  by: z.enum(["attribute", "layer", "latent"]).optional(),
  /** Share of the first parent per gene, 0 … 1; a missing gene came from neither. */
  shares: z.record(z.string(), z.number().min(0).max(1)).optional(),
});

/** See {@link familySchema}. */
export type FamilyMember = Readonly<z.infer<typeof memberSchema>>;

/**
 * Ancestors of an image, in one model: every member once, parents before children, and the image itself last, whose
 * latent is that of the recipe.
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
