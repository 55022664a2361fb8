import { averageDesign, baselineDesign } from "../average-design.ts";
import type { Design } from "../sample-design.ts";
import { solveLower } from "../../math/index.ts";
import { emptyProcess, addObservations, dualWeightsOf } from "../gaussian-process.ts";
import { covariance, type Observation } from "../observation.ts";
import { normalCdf, type NormalEstimate } from "../posterior.ts";
import type { PreferenceModel } from "../preference-model.ts";

/** Change of the preference for the shown images since the first ones, in units of the rating scale. */
export interface PreferenceShift extends NormalEstimate {
  /** Probability that the change is positive, 0–1. */
  readonly probability: number;
}

/** Smallest number of ratings for an estimate. */
const minRatings = 40;
/** Share of the preference that the estimate lets change, 0–1. */
const assumedDrift = 0.5;

/**
 * Estimates whether a preference has moved towards what the system shows: how much more the shown images are liked,
 * relative to the model's average image, now than at first. The Gaussian process lets half of the preference change.
 *
 * @param preference - fitted model of the rater.
 * @param shown - every candidate that was shown.
 * @returns undefined with fewer than 40 ratings.
 */
export function preferenceShift(preference: PreferenceModel, shown: readonly Design[]): PreferenceShift | undefined {
  const { observations, events, space } = preference;
  if (observations.length < minRatings) return undefined;
  const weights = { ...preference.gp.prior.weights, drift: assumedDrift };
  const fit = addObservations(emptyProcess({ ...preference.gp.prior, weights }), observations);
  const terms = [
    { candidate: averageDesign(space, shown), times: 1 },
    { candidate: baselineDesign(space), times: -1 },
  ];
  const [now, then] = [events, events / 8].map((event): Pick<Observation, "terms" | "event"> => ({ terms, event }));
  const shared = Float64Array.from(
    observations,
    (one) => covariance(now, one, fit.prior) - covariance(then, one, fit.prior),
  );
  const pull = dualWeightsOf(fit);
  let mean = 0;
  for (let at = 0; at < shared.length; at++) mean += shared[at] * pull[at];
  let variance = 2 * covariance(now, now, fit.prior) - 2 * covariance(now, then, fit.prior);
  for (const value of solveLower(fit.factor, shared)) variance -= value * value;
  const std = Math.sqrt(Math.max(1e-12, variance));
  return { mean, std, probability: normalCdf(mean / std) };
}
