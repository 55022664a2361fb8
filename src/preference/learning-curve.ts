import { normalCdf } from "./posterior.ts";
import type { RatingRecord } from "./rating-record.ts";

/** Whether a system learns what somebody likes, rating by rating. */
export interface LearningCurve {
  /** Of each rating: what was expected before it was learned, with its deviation, and what it was. */
  readonly predictions: readonly { readonly expected: number; readonly std: number; readonly rating: number }[];
  /** After each rating, the share of Good (above 0) among the last twenty, 0 … 1. */
  readonly goodShares: readonly number[];
  /** How far expected and actual lie apart on average, over the last twenty ratings. */
  readonly error: number;
  /** The same for whoever always expects the mean of the ratings before. */
  readonly baselineError: number;
}

/** Ratings that {@link LearningCurve} looks back. */
export const averagingWindow = 20;

/** What some ratings of one person say about how well they were learned. */
export function learningCurve(records: readonly RatingRecord[]): LearningCurve {
  const predictions = records.flatMap(({ rating, expected }) =>
    rating === undefined || !expected ? [] : [{ expected: expected.mean, std: expected.std, rating }],
  );
  const ratings = records.flatMap(({ rating }) => (rating === undefined ? [] : [rating]));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const before = predictions.map((_, at) =>
    at === 0 ? 0 : mean(predictions.slice(0, at).map(({ rating }) => rating)),
  );
  return {
    predictions,
    goodShares: ratings.map((_, at) =>
      mean(ratings.slice(Math.max(0, at + 1 - averagingWindow), at + 1).map((rating) => (rating > 0 ? 1 : 0))),
    ),
    error: mean(predictions.slice(-averagingWindow).map(({ expected, rating }) => Math.abs(expected - rating))),
    baselineError: mean(
      predictions
        .slice(-averagingWindow)
        .map(({ rating }, at, last) => Math.abs(before[before.length - last.length + at] - rating)),
    ),
  };
}

/**
 * The chance that somebody will call a picture Good, 0 … 1.
 *
 * @param noise - the variance of ratings around the taste: `preference.fit.prior.weights.noise`.
 */
export function probabilityOfGood(
  { mean, std }: { readonly mean: number; readonly std: number },
  noise: number,
): number {
  return normalCdf((mean - 0.5) / Math.sqrt(std ** 2 + noise)); // ratings from a half on round to Good
}
