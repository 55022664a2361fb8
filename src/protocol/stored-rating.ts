import { z } from "zod";

const candidateSchema = z.strictObject({
  id: z.string().min(1).max(200),
  /** Attribute values, as in `Candidate`; null: unknown. */
  values: z.array(z.number().nullable()).max(1000).readonly(),
  latent: z.array(z.number()).max(4096).readonly(),
});

const ratingSchema = z.strictObject({
  modelHash: z.string().regex(/^[0-9a-f]{64}$/),
  rater: z.string().min(1).max(200),
  /** Time of the rating, ms since 1970. */
  time: z.int().nonnegative(),
  candidates: z.array(candidateSchema).min(1).max(100).readonly(),
  /** Rating of one candidate, −2 to 2. */
  rating: z.union([-2, -1, 0, 1, 2].map((value) => z.literal(value))).optional(),
  /** Index of the best of several candidates. */
  best: z.int().nonnegative().optional(),
  /** Rating that the preference model predicted before learning from it. */
  expected: z.strictObject({ mean: z.number(), std: z.number().nonnegative() }).optional(),
});

/** Schema of a rating on its way to the server: of one candidate, or the best of several. */
export const ratingRequestSchema = ratingSchema.refine(
  ({ candidates, rating, best }) =>
    rating === undefined
      ? best !== undefined && candidates.length > 1 && best < candidates.length
      : best === undefined && candidates.length === 1,
  "a rating of one card, or the best of several",
);

/** Type of {@link ratingRequestSchema}. */
export type RatingRequest = Readonly<z.infer<typeof ratingRequestSchema>>;

/** Schema of a stored rating. */
export const storedRatingSchema = z.strictObject({ id: z.int().positive(), ...ratingSchema.shape });

/** Type of {@link storedRatingSchema}. */
export type StoredRating = Readonly<z.infer<typeof storedRatingSchema>>;

/** Schema of the result of an import of ratings. */
export const importResultSchema = z.strictObject({
  added: z.int().nonnegative(),
  /** Number of ratings that were stored already. */
  known: z.int().nonnegative(),
});

/** Type of {@link importResultSchema}. */
export type ImportResult = Readonly<z.infer<typeof importResultSchema>>;
