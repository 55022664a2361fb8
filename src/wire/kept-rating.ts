import { z } from "zod";

const cardSchema = z.strictObject({
  id: z.string().min(1).max(200),
  /** As in `Card`; null: not known. */
  values: z.array(z.number().nullable()).max(1000).readonly(),
  latent: z.array(z.number()).max(4096).readonly(),
});

const ratingSchema = z.strictObject({
  modelHash: z.string().regex(/^[0-9a-f]{64}$/),
  rater: z.string().min(1).max(200),
  /** Milliseconds since 1970. */
  time: z.int().nonnegative(),
  cards: z.array(cardSchema).min(1).max(100).readonly(),
  /** Of one card: −2 … 2. */
  rating: z.union([-2, -1, 0, 1, 2].map((value) => z.literal(value))).optional(),
  /** Of several cards: the place of the best. */
  best: z.int().nonnegative().optional(),
  /** What was expected of the rating before it was learned. */
  expected: z.strictObject({ mean: z.number(), deviation: z.number().nonnegative() }).optional(),
});

/** What somebody said about pictures, on its way to the server: a rating of one, or the best of several. */
export const newRatingSchema = ratingSchema.refine(
  ({ cards, rating, best }) =>
    rating === undefined
      ? best !== undefined && cards.length > 1 && best < cards.length
      : best === undefined && cards.length === 1,
  "a rating of one card, or the best of several",
);

/** See {@link newRatingSchema}. */
export type NewRating = Readonly<z.infer<typeof newRatingSchema>>;

/** The same as it is kept. */
export const keptRatingSchema = z.strictObject({ id: z.int().positive(), ...ratingSchema.shape });

/** See {@link keptRatingSchema}. */
export type KeptRating = Readonly<z.infer<typeof keptRatingSchema>>;

/** What came of reading in a file of ratings. */
export const importedSchema = z.strictObject({
  added: z.int().nonnegative(),
  /** Those that were kept already. */
  known: z.int().nonnegative(),
});

/** See {@link importedSchema}. */
export type Imported = Readonly<z.infer<typeof importedSchema>>;
