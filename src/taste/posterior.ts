import { forwardSolve } from "./factor.ts";
import { covariance, type Observation } from "./observation.ts";
import type { Taste } from "./taste.ts";

/** What is believed about a number: about N(mean, deviation²). */
export interface Belief {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * What a taste believes about a sum of tastes at a time: the posterior of a Gaussian process (Rasmussen & Williams
 * 2006, equations 2.25 and 2.26).
 */
export function believed(
  taste: Pick<Taste, "fit" | "pull" | "observations">,
  sum: Pick<Observation, "terms" | "event">,
): Belief {
  const { fit, pull, observations } = taste;
  const shared = Float64Array.from(observations, (one) => covariance(sum, one, fit.prior));
  let mean = 0;
  for (let at = 0; at < shared.length; at++) mean += shared[at] * pull[at];
  let variance = covariance(sum, sum, fit.prior);
  for (const value of forwardSolve(fit.factor, shared)) variance -= value * value;
  return { mean, deviation: Math.sqrt(Math.max(0, variance)) };
}

/** The chance that N(0, 1) stays below a number (Abramowitz & Stegun 1964, 7.1.26: within 1.5e-7). */
export function normalBelow(value: number): number {
  const x = Math.abs(value) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    0.5 *
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x);
  return value < 0 ? tail : 1 - tail;
}
