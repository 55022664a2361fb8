import type { Rating, RatingRecord } from "../taste/index.ts";
import type { NewRating } from "./kept-rating.ts";

/** What names a rating before the server has given it a number: nobody says two things at once. */
export function ratingKey({ rater, time, cards }: Pick<NewRating, "rater" | "time" | "cards">): string {
  return `${time} ${cards.map(({ id }) => id).join(" ")} ${rater}`;
}

/** A rating as a taste learns it. */
export function ratingRecord({ time, rater, cards, rating, best, expected }: NewRating): RatingRecord {
  return {
    time,
    rater,
    cards: cards.map(({ id, values, latent }) => ({ id, values: values.map((value) => value ?? NaN), latent })),
    ...(rating !== undefined && { rating: rating as Rating }),
    ...(best !== undefined && { best }),
    ...(expected && { expected }),
  };
}

/** The way back. */
export function newRating({ time, rater, cards, rating, best, expected }: RatingRecord, modelHash: string): NewRating {
  return {
    modelHash,
    rater,
    time,
    cards: cards.map(({ id, values, latent }) => ({
      id,
      values: values.map((value) => (Number.isNaN(value) ? null : value)),
      latent: Array.from(latent),
    })),
    ...(rating !== undefined && { rating }),
    ...(best !== undefined && { best }),
    ...(expected && { expected: { mean: expected.mean, deviation: expected.deviation } }),
  };
}
