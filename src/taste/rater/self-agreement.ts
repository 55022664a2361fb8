import type { RatingRecord } from "../rating-record.ts";
import type { Rating } from "../taste.ts";
import { weightedKappa, type Agreement } from "./weighted-kappa.ts";

/** The same picture rated twice. */
export interface Repeat {
  /** Places among the ratings. */
  readonly first: number;
  readonly again: number;
  readonly before: Rating;
  readonly after: Rating;
}

/** Every rating of a picture that the same person had rated before, beside the one before it. */
export function repeatsOf(records: readonly RatingRecord[]): Repeat[] {
  const last = new Map<string, { readonly place: number; readonly rating: Rating }>();
  const repeats: Repeat[] = [];
  records.forEach(({ rater, cards, rating }, place) => {
    if (rating === undefined) return;
    const key = JSON.stringify([rater, cards[0].id]);
    const known = last.get(key);
    if (known) repeats.push({ first: known.place, again: place, before: known.rating, after: rating });
    last.set(key, { place, rating });
  });
  return repeats;
}

/** How well somebody agrees with himself; undefined without repeats. */
export function selfAgreement(records: readonly RatingRecord[]): Agreement | undefined {
  const repeats = repeatsOf(records);
  if (repeats.length === 0) return undefined;
  const table = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
  for (const { before, after } of repeats) table[before + 2][after + 2]++;
  return weightedKappa(table);
}
