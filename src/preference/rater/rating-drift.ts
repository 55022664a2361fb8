import type { RatingRecord } from "../rating-record.ts";
import { inverseDiagonal } from "../../math/index.ts";
import { emptyProcess, addObservations, dualWeightsOf } from "../gaussian-process.ts";
import type { PreferenceModel } from "../preference-model.ts";
import { findRepeats } from "./self-agreement.ts";

/** Drift of a rater's standard: a trend towards stricter or more generous ratings of similar images. */
export interface RatingDrift {
  /**
   * Leave-one-out residual of each single rating: above 0 is more generous than the other ratings predict, in units of
   * the rating scale.
   */
  readonly residuals: readonly { readonly event: number; readonly value: number }[];
  /** Slope of the residuals per 100 ratings, and half of its 95 % interval. */
  readonly slope: { readonly mean: number; readonly half: number };
  /**
   * Change over all ratings, and half of its 95 % interval. Undefined with fewer than 30 single ratings, or with an
   * interval wider than the scale.
   */
  readonly change?: { readonly mean: number; readonly half: number };
  /**
   * Regression line with its 95 % band for a chart: before the first rating, in the middle, where the band is
   * narrowest, and at the last one. Undefined like `change`.
   */
  readonly trend?: readonly TrendPoint[];
  /** Second minus first rating of the same image: the mean, and half of its 95 % interval. */
  readonly repeats?: { readonly mean: number; readonly half: number; readonly count: number };
}

/** Point of the regression line of a {@link RatingDrift}, in units of the rating scale. */
export interface TrendPoint {
  readonly ratings: number;
  readonly value: number;
  /** Ends of the 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/** Smallest number of single ratings for a change. */
const minRatings = 30;
/** Range of the rating scale. */
const ratingRange = 4;

/**
 * Measures the drift of a rater's standard. It predicts every rating from the others under a preference without drift
 * (leave one out; Rasmussen & Williams 2006, equation 5.12), and fits a line through the residuals over the rating
 * index.
 *
 * @param preference - fitted model of the rater.
 * @param records - the ratings behind the model.
 * @returns undefined with fewer than 10 single ratings.
 */
export function ratingDrift(preference: PreferenceModel, records: readonly RatingRecord[]): RatingDrift | undefined {
  const { observations, gp } = preference;
  const still = { ...gp.prior, weights: { ...gp.prior.weights, drift: 0 } };
  const frozen = addObservations(emptyProcess(still), observations);
  const pull = dualWeightsOf(frozen);
  const residuals = observations.flatMap(({ terms, event }, at) => {
    if (terms.length > 1) return [];
    return [{ event, value: pull[at] / inverseDiagonal(frozen.factor, at) }];
  });
  if (residuals.length < 10) return undefined;
  const { middle, level, ...line } = regression(
    residuals.map(({ event, value }) => [(event + 1) / 100, value] as const),
  );
  const differences = findRepeats(records).map(({ firstRating, secondRating }) => secondRating - firstRating);
  const last = residuals[residuals.length - 1].event;
  const lasted = (last - residuals[0].event) / 100;
  const change = { mean: line.mean * lasted, half: line.half * lasted };
  const known = residuals.length >= minRatings && 2 * change.half <= ratingRange;
  const trend = [0, middle, (last + 1) / 100].map((x): TrendPoint => {
    const [value, half] = [level + line.mean * (x - middle), line.half * Math.abs(x - middle)];
    return { ratings: 100 * x, value, low: value - half, high: value + half };
  });
  return {
    residuals,
    slope: line,
    ...(known && { change, trend }),
    ...(differences.length >= 3 && { repeats: meanOf(differences) }),
  };
}

/** Fits a least-squares line: slope, half of its 95 % interval, and the mean point. */
function regression(points: readonly (readonly [number, number])[]) {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middle, level] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const spread = points.reduce((sum, [x]) => sum + (x - middle) ** 2, 0);
  const slope = points.reduce((sum, [x, y]) => sum + (x - middle) * (y - level), 0) / spread;
  const rest = points.reduce((sum, [x, y]) => sum + (y - level - slope * (x - middle)) ** 2, 0);
  return { mean: slope, half: 1.96 * Math.sqrt(rest / (points.length - 2) / spread), middle, level };
}

function meanOf(values: readonly number[]): { mean: number; half: number; count: number } {
  const { length } = values;
  const mean = values.reduce((sum, value) => sum + value, 0) / length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (length - 1);
  return { mean, half: 1.96 * Math.sqrt(variance / length), count: length };
}
