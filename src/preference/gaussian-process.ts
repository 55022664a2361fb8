import { appendCholeskyRow, backwardSolve, forwardStep, removeCholeskyRow, type RowCholesky } from "../math/index.ts";
import { covariance, type Observation, type KernelPrior } from "./observation.ts";

/** A Gaussian process that has seen the first so many of some observations. */
export interface GaussianProcess {
  readonly prior: KernelPrior;
  readonly factor: RowCholesky;
  /** L⁻¹·values. */
  readonly forward: readonly number[];
}

/** A fit that has seen nothing. */
export function emptyProcess(prior: KernelPrior): GaussianProcess {
  return { prior, factor: [], forward: [] };
}

/**
 * Shows a fit further observations, one after the other: each costs O(n²).
 *
 * @param budget - stop after about so many multiplications; the next call goes on. Default: until all are seen.
 */
export function addObservations(
  fit: GaussianProcess,
  observations: readonly Observation[],
  flopBudget = Infinity,
): GaussianProcess {
  let { factor, forward } = fit;
  const { prior } = fit;
  for (let spent = 0; factor.length < observations.length && spent < flopBudget;) {
    const place = factor.length;
    const next = observations[place];
    const covariances = new Float64Array(place);
    for (let at = 0; at < place; at++) covariances[at] = covariance(next, observations[at], prior);
    factor = appendCholeskyRow(
      factor,
      covariances,
      covariance(next, next, prior) + (next.noise ?? prior.weights.noise),
    );
    forward = [...forward, forwardStep(factor[place], forward, next.value)];
    spent += (place * place) / 2 + 100 * place;
  }
  return { prior, factor, forward };
}

/** A fit that has never seen one of its observations; O(n²). */
export function dropObservation(
  fit: GaussianProcess,
  place: number,
  observations: readonly Observation[],
): GaussianProcess {
  const factor = removeCholeskyRow(fit.factor, place);
  const kept = observations.filter((_, at) => at !== place);
  const forward: number[] = fit.forward.slice(0, place);
  for (let at = place; at < factor.length; at++) forward.push(forwardStep(factor[at], forward, kept[at].value));
  return { prior: fit.prior, factor, forward };
}

/** How much each observation pulls at the mean: C⁻¹·values. */
export function dualWeightsOf({ factor, forward }: GaussianProcess): Float64Array {
  return backwardSolve(factor, forward);
}
