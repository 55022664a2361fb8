/** Schema checks of ratings, in a chunk of their own: a first visit does not load them. */
import { importResultSchema, storedRatingSchema, type ImportResult, type StoredRating } from "omakase/studio";

/**
 * Parses stored ratings.
 *
 * @throws ZodError if they are invalid.
 */
export function parseStoredRatings(found: unknown): readonly StoredRating[] {
  return storedRatingSchema.array().parse(found);
}

/**
 * Parses one stored rating.
 *
 * @throws ZodError if it is invalid.
 */
export function parseStoredRating(found: unknown): StoredRating {
  return storedRatingSchema.parse(found);
}

/**
 * Parses the result of an import.
 *
 * @throws ZodError if it is invalid.
 */
export function parseImportResult(found: unknown): ImportResult {
  return importResultSchema.parse(found);
}
