import { normalBelow } from "./posterior.ts";
import type { RatingRecord } from "./rating-record.ts";

/** Whether a system learns what somebody likes, rating by rating. */
export interface LearningRecord {
  /** Of each rating: what was expected before it was learned, with its deviation, and what it was. */
  readonly guesses: readonly { readonly expected: number; readonly deviation: number; readonly rating: number }[];
  /** After each rating, the share of Good (above 0) among the last twenty, 0 … 1. */
  readonly goodShares: readonly number[];
  /** How far expected and actual lie apart on average, over the last twenty ratings. */
  readonly error: number;
  /** The same for whoever always expects the mean of the ratings before. */
  readonly plainError: number;
}

/** Ratings that {@link LearningRecord} looks back. */
export const lookBack = 20;

/** What some ratings of one person say about how well they were learned. */
export function learningRecord(records: readonly RatingRecord[]): LearningRecord {
  const guesses = records.flatMap(({ rating, expected }) =>
    rating === undefined || !expected ? [] : [{ expected: expected.mean, deviation: expected.deviation, rating }],
  );
  const ratings = records.flatMap(({ rating }) => (rating === undefined ? [] : [rating]));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const before = guesses.map((_, at) => (at === 0 ? 0 : mean(guesses.slice(0, at).map(({ rating }) => rating))));
  return {
    guesses,
    goodShares: ratings.map((_, at) =>
      mean(ratings.slice(Math.max(0, at + 1 - lookBack), at + 1).map((rating) => (rating > 0 ? 1 : 0))),
    ),
    error: mean(guesses.slice(-lookBack).map(({ expected, rating }) => Math.abs(expected - rating))),
    plainError: mean(
      guesses
        .slice(-lookBack)
        .map(({ rating }, at, last) => Math.abs(before[before.length - last.length + at] - rating)),
    ),
  };
}

/**
 * The chance that somebody will call a picture Good, 0 … 1.
 *
 * @param noise - the variance of ratings around the taste: `taste.fit.prior.weights.noise`.
 */
export function chanceOfGood(
  { mean, deviation }: { readonly mean: number; readonly deviation: number },
  noise: number,
): number {
  return normalBelow((mean - 0.5) / Math.sqrt(deviation ** 2 + noise)); // ratings from a half on round to Good
}
