import type { RatingRecord } from "../rating-record.ts";
import { inverseDiagonal } from "../../math/index.ts";
import { emptyProcess, addObservations, dualWeightsOf } from "../gaussian-process.ts";
import type { PreferenceModel } from "../preference-model.ts";
import { findRepeats } from "./self-agreement.ts";

/** How somebody's standard moved: whether he got stricter or more generous with pictures that are alike. */
export interface RatingDrift {
  /** For each rating by itself, how much more generous it was than the other ratings say, in the unit of ratings. */
  readonly residuals: readonly { readonly event: number; readonly value: number }[];
  /** The line through them: the change in 100 ratings, and half of its 95 % interval. */
  readonly slope: { readonly mean: number; readonly half: number };
  /**
   * The change over the ratings that there are, and half of its 95 % interval. Undefined while it is not known: with fewer
   * than 30 ratings by themselves, or where the interval is wider than the scale.
   */
  readonly change?: { readonly mean: number; readonly half: number };
  /**
   * The line and its 95 % band, to be drawn: before the first rating, in the middle, where the band is narrowest, and at
   * the last one. Undefined where the change is.
   */
  readonly trend?: readonly TrendPoint[];
  /** What the same picture got the second time, less the first: the mean, and half of its 95 % interval. */
  readonly repeats?: { readonly mean: number; readonly half: number; readonly count: number };
}

/** Where the line of a {@link RatingDrift} is after so many ratings, in the unit of ratings. */
export interface TrendPoint {
  readonly ratings: number;
  readonly value: number;
  /** The ends of the 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/** Fewer ratings say nothing about a change. */
const minRatings = 30;
/** How far the best rating lies from the worst. */
const ratingRange = 4;

/**
 * Measures the drift of a standard. What every rating would have been by the others comes from the same taste held still
 * (leave one out; Rasmussen & Williams 2006, equation 5.12), and a line is laid through what is left, by ratings.
 *
 * @param records - those that the taste learned from.
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

/** The slope of the line of least squares, half of its 95 % interval, and where the points are in the mean. */
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
