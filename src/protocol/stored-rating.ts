import { z } from "zod";

const candidateSchema = z.strictObject({
  id: z.string().min(1).max(200),
  /** As in `Candidate`; null: not known. */
  values: z.array(z.number().nullable()).max(1000).readonly(),
  latent: z.array(z.number()).max(4096).readonly(),
});

const ratingSchema = z.strictObject({
  modelHash: z.string().regex(/^[0-9a-f]{64}$/),
  rater: z.string().min(1).max(200),
  /** Milliseconds since 1970. */
  time: z.int().nonnegative(),
  candidates: z.array(candidateSchema).min(1).max(100).readonly(),
  /** Of one card: −2 … 2. */
  rating: z.union([-2, -1, 0, 1, 2].map((value) => z.literal(value))).optional(),
  /** Of several cards: the place of the best. */
  best: z.int().nonnegative().optional(),
  /** What was expected of the rating before it was learned. */
  expected: z.strictObject({ mean: z.number(), std: z.number().nonnegative() }).optional(),
});

/** What somebody said about pictures, on its way to the server: a rating of one, or the best of several. */
export const ratingRequestSchema = ratingSchema.refine(
  ({ candidates, rating, best }) =>
    rating === undefined
      ? best !== undefined && candidates.length > 1 && best < candidates.length
      : best === undefined && candidates.length === 1,
  "a rating of one card, or the best of several",
);

/** See {@link ratingRequestSchema}. */
export type RatingRequest = Readonly<z.infer<typeof ratingRequestSchema>>;

/** The same as it is kept. */
export const storedRatingSchema = z.strictObject({ id: z.int().positive(), ...ratingSchema.shape });

/** See {@link storedRatingSchema}. */
export type StoredRating = Readonly<z.infer<typeof storedRatingSchema>>;

/** What came of reading in a file of ratings. */
export const importResultSchema = z.strictObject({
  added: z.int().nonnegative(),
  /** Those that were kept already. */
  known: z.int().nonnegative(),
});

/** See {@link importResultSchema}. */
export type ImportResult = Readonly<z.infer<typeof importResultSchema>>;
