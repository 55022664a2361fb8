import type { RatingRecord } from "./rating-record.ts";

/** Prediction error of a preference model, rating by rating. */
export interface LearningCurve {
  /** Per rating: the prediction made before it was observed, its standard deviation, and the rating. */
  readonly predictions: readonly { readonly expected: number; readonly std: number; readonly rating: number }[];
  /** After each rating, the share of good ones (above 0) among the last twenty, 0–1. */
  readonly goodShares: readonly number[];
  /** Mean absolute error of the predictions over the last twenty ratings, in units of the rating scale (−2 … 2). */
  readonly error: number;
  /** Mean absolute error, over the same ratings, of predicting the mean of all earlier ratings. */
  readonly baselineError: number;
}

/** Window of {@link LearningCurve}, ratings. */
export const averagingWindow = 20;

/**
 * Computes the learning curve of one rater.
 *
 * @param records - ratings of one rater, oldest first; choices are skipped.
 * @returns predictions and moving averages, one entry per rating; errors are NaN without predictions.
 */
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
