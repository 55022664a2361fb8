import type { Embedded } from "./embedding.ts";
import { extendFit, pullOf } from "./fit.ts";
import type { Observation } from "./observation.ts";
import { believed, normalBelow } from "./posterior.ts";
import type { Taste } from "./taste.ts";

/**
 * What a choice says, as observations of differences: the best is liked better than each of the others. Each is the
 * Gaussian that has the same effect on mean and variance as the answer "d + noise > 0" has (moment matching: Herbrich,
 * Minka & Graepel 2006, TrueSkill, table 1; Minka 2001), one after the other. The whim that fell on the best is in all
 * of them, so that each counts as if a rating had twice its noise on either side.
 */
export function preferences(taste: Taste, cards: readonly Embedded[], best: number): Observation[] {
  const known = taste.observations.length;
  let { observations, fit } = taste;
  for (const [at, card] of cards.entries()) {
    if (at === best) continue;
    const terms = [
      { card: cards[best], times: 1 },
      { card, times: -1 },
    ];
    const difference = believed({ observations, fit, pull: pullOf(fit) }, { terms, event: taste.events });
    const site = likedBetter(difference.mean, difference.deviation ** 2, 4 * fit.prior.weights.noise);
    if (!site) continue;
    observations = [...observations, { terms, event: taste.events, ...site }];
    fit = extendFit(fit, observations);
  }
  return observations.slice(known);
}

/** The Gaussian for "d + noise > 0" where d is N(mean, variance); undefined where the answer tells nothing. */
function likedBetter(mean: number, variance: number, noise: number): { value: number; noise: number } | undefined {
  const scale = Math.sqrt(variance + noise);
  const z = mean / scale;
  const ratio = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI) / Math.max(1e-12, normalBelow(z));
  const shrink = (variance / (variance + noise)) * ratio * (ratio + z); // the share of the variance that goes
  if (!(shrink > 1e-6)) return undefined;
  const after = { mean: mean + (variance / scale) * ratio, variance: variance * (1 - Math.min(0.999, shrink)) };
  const precision = 1 / after.variance - 1 / variance;
  return { value: (after.mean / after.variance - mean / variance) / precision, noise: 1 / precision };
}
