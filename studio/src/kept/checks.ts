/**
 * Whether what comes from outside is what it should be. Apart from the rest because it weighs much: somebody who comes
 * for the first time need not fetch it.
 */
import { importedSchema, keptRatingSchema, newsSchema, type Imported, type KeptRating, type News } from "omakase";

/** What was said, if it is that. */
export function checkedRatings(found: unknown): readonly KeptRating[] {
  return keptRatingSchema.array().parse(found);
}

/** The same, of one. */
export function checkedRating(found: unknown): KeptRating {
  return keptRatingSchema.parse(found);
}

/** What came of a file, if it is that. */
export function checkedImport(found: unknown): Imported {
  return importedSchema.parse(found);
}

/** News, if it is that: a newer server may tell more. */
export function checkedNews(told: unknown): News | undefined {
  return newsSchema.safeParse(told).data;
}
