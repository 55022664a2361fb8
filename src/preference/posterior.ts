import { solveLower } from "../math/index.ts";
import { covariance, type Observation } from "./observation.ts";
import type { PreferenceModel } from "./preference-model.ts";

/** Normal distribution of an estimate: N(mean, std²). */
export interface NormalEstimate {
  readonly mean: number;
  readonly std: number;
}

/**
 * Computes the posterior of a linear combination of preferences at a time (Rasmussen & Williams 2006, equations 2.25
 * and 2.26).
 */
export function posterior(
  preference: Pick<PreferenceModel, "gp" | "dualWeights" | "observations">,
  sum: Pick<Observation, "terms" | "event">,
): NormalEstimate {
  const { gp, dualWeights, observations } = preference;
  const shared = Float64Array.from(observations, (one) => covariance(sum, one, gp.prior));
  let mean = 0;
  for (let at = 0; at < shared.length; at++) mean += shared[at] * dualWeights[at];
  let variance = covariance(sum, sum, gp.prior);
  for (const value of solveLower(gp.factor, shared)) variance -= value * value;
  return { mean, std: Math.sqrt(Math.max(0, variance)) };
}

/** Returns the standard normal distribution function (Abramowitz & Stegun 1964, 7.1.26: error within 1.5e-7). */
export function normalCdf(value: number): number {
  const x = Math.abs(value) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    0.5 *
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x);
  return value < 0 ? tail : 1 - tail;
}
