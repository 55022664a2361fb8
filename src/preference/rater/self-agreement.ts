import type { RatingRecord } from "../rating-record.ts";
import type { Rating } from "../preference-model.ts";
import { weightedKappa, type Agreement } from "./weighted-kappa.ts";

/** The same picture rated twice. */
export interface RepeatedRating {
  /** Places among the ratings. */
  readonly firstIndex: number;
  readonly secondIndex: number;
  readonly firstRating: Rating;
  readonly secondRating: Rating;
}

/** Every rating of a picture that the same person had rated before, beside the one before it. */
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

/** How well somebody agrees with himself; undefined without repeats. */
export function selfAgreement(records: readonly RatingRecord[]): Agreement | undefined {
  const repeats = findRepeats(records);
  if (repeats.length === 0) return undefined;
  const table = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
  for (const { firstRating, secondRating } of repeats) table[firstRating + 2][secondRating + 2]++;
  return weightedKappa(table);
}
