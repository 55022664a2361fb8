import { averageCard, usualCard } from "../average-card.ts";
import type { Draft } from "../draw-card.ts";
import { forwardSolve } from "../factor.ts";
import { emptyFit, extendFit, pullOf } from "../fit.ts";
import { covariance, type Observation } from "../observation.ts";
import { normalBelow, type Belief } from "../posterior.ts";
import type { Taste } from "../taste.ts";

/** How much more somebody likes what is shown than he did at first. */
export interface TasteShift extends Belief {
  /** The chance that he does, 0 … 1. */
  readonly chance: number;
}

/** Fewer ratings say nothing about a change. */
const fewest = 40;
/** The share of a taste that is taken to change, where it is asked whether it does. */
const supposedDrift = 0.5;

/**
 * Whether a taste has moved towards what the system shows: how much more the shown pictures are liked beside the model's
 * own pictures now than at first, under a Gaussian process in which half of a taste may change. Undefined with fewer
 * than 40 ratings.
 *
 * @param shown - every card that was shown.
 */
export function tasteShift(taste: Taste, shown: readonly Draft[]): TasteShift | undefined {
  const { observations, events, space } = taste;
  if (observations.length < fewest) return undefined;
  const weights = { ...taste.fit.prior.weights, drift: supposedDrift };
  const fit = extendFit(emptyFit({ ...taste.fit.prior, weights }), observations);
  const terms = [
    { card: averageCard(space, shown), times: 1 },
    { card: usualCard(space), times: -1 },
  ];
  const [now, then] = [events, events / 8].map((event): Pick<Observation, "terms" | "event"> => ({ terms, event }));
  const shared = Float64Array.from(
    observations,
    (one) => covariance(now, one, fit.prior) - covariance(then, one, fit.prior),
  );
  const pull = pullOf(fit);
  let mean = 0;
  for (let at = 0; at < shared.length; at++) mean += shared[at] * pull[at];
  let variance = 2 * covariance(now, now, fit.prior) - 2 * covariance(now, then, fit.prior);
  for (const value of forwardSolve(fit.factor, shared)) variance -= value * value;
  const deviation = Math.sqrt(Math.max(1e-12, variance));
  return { mean, deviation, chance: normalBelow(mean / deviation) };
}
