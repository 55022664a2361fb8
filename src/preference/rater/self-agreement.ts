import type { RatingRecord } from "../rating-record.ts";
import type { Rating } from "../preference-model.ts";
import { weightedKappa, type Agreement } from "./weighted-kappa.ts";

/** Two ratings of the same image. */
export interface RepeatedRating {
  /** Index of the first rating among the records. */
  readonly firstIndex: number;
  readonly secondIndex: number;
  readonly firstRating: Rating;
  readonly secondRating: Rating;
}

/**
 * Finds every rating of an image that the same rater had rated before, with the previous rating.
 *
 * @param records - ratings and choices, oldest first.
 */
export function findRepeats(records: readonly RatingRecord[]): RepeatedRating[] {
  const last = new Map<string, { readonly place: number; readonly rating: Rating }>();
  const repeats: RepeatedRating[] = [];
  records.forEach(({ rater, candidates, rating }, place) => {
    if (rating === undefined) return;
    const key = JSON.stringify([rater, candidates[0].id]);
    const known = last.get(key);
    if (known)
      repeats.push({ firstIndex: known.place, secondIndex: place, firstRating: known.rating, secondRating: rating });
    last.set(key, { place, rating });
  });
  return repeats;
}

/**
 * Measures how well raters agree with themselves on repeated images (weighted kappa).
 *
 * @param records - ratings and choices, oldest first.
 * @returns undefined without repeats.
 */
export function selfAgreement(records: readonly RatingRecord[]): Agreement | undefined {
  const repeats = findRepeats(records);
  if (repeats.length === 0) return undefined;
  const table = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
  for (const { firstRating, secondRating } of repeats) table[firstRating + 2][secondRating + 2]++;
  return weightedKappa(table);
}
