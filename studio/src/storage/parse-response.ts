/**
 * Whether what comes from outside is what it should be. Apart from the rest because it weighs much: somebody who comes
 * for the first time need not fetch it.
 */
import {
  importResultSchema,
  storedRatingSchema,
  serverEventSchema,
  type ImportResult,
  type StoredRating,
  type ServerEvent,
} from "omakase";

/** What was said, if it is that. */
export function parseStoredRatings(found: unknown): readonly StoredRating[] {
  return storedRatingSchema.array().parse(found);
}

/** The same, of one. */
export function parseStoredRating(found: unknown): StoredRating {
  return storedRatingSchema.parse(found);
}

/** What came of a file, if it is that. */
export function parseImportResult(found: unknown): ImportResult {
  return importResultSchema.parse(found);
}

/** News, if it is that: a newer server may tell more. */
export function parseServerEvent(told: unknown): ServerEvent | undefined {
  return serverEventSchema.safeParse(told).data;
}
