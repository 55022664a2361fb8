import type { Embedding } from "./embedding.ts";
import { addObservations, dualWeightsOf } from "./gaussian-process.ts";
import type { Observation } from "./observation.ts";
import { posterior, normalCdf } from "./posterior.ts";
import type { PreferenceModel } from "./preference-model.ts";

/**
 * Converts a choice to observations of differences: the best is preferred to each of the others. Each is the Gaussian
 * with the same effect on mean and variance as the answer "d + noise > 0" (moment matching: Herbrich, Minka & Graepel
 * 2006, TrueSkill, table 1; Minka 2001), one after the other. All of them share the noise of the best, so each counts
 * as if both sides had twice the noise of a rating.
 */
export function choiceObservations(
  preference: PreferenceModel,
  candidates: readonly Embedding[],
  best: number,
): Observation[] {
  const known = preference.observations.length;
  let { observations, gp } = preference;
  for (const [at, candidate] of candidates.entries()) {
    if (at === best) continue;
    const terms = [
      { candidate: candidates[best], times: 1 },
      { candidate, times: -1 },
    ];
    const difference = posterior(
      { observations, gp, dualWeights: dualWeightsOf(gp) },
      { terms, event: preference.events },
    );
    const site = preferenceSite(difference.mean, difference.std ** 2, 4 * gp.prior.weights.noise);
    if (!site) continue;
    observations = [...observations, { terms, event: preference.events, ...site }];
    gp = addObservations(gp, observations);
  }
  return observations.slice(known);
}

/**
 * Computes the Gaussian site of "d + noise > 0" for d ~ N(mean, variance); undefined if the answer carries no
 * information.
 */
function preferenceSite(mean: number, variance: number, noise: number): { value: number; noise: number } | undefined {
  const scale = Math.sqrt(variance + noise);
  const z = mean / scale;
  const ratio = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI) / Math.max(1e-12, normalCdf(z));
  const shrink = (variance / (variance + noise)) * ratio * (ratio + z); // relative reduction of the variance
  if (!(shrink > 1e-6)) return undefined;
  const after = { mean: mean + (variance / scale) * ratio, variance: variance * (1 - Math.min(0.999, shrink)) };
  const precision = 1 / after.variance - 1 / variance;
  return { value: (after.mean / after.variance - mean / variance) / precision, noise: 1 / precision };
}
