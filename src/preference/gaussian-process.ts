import { appendCholeskyRow, solveUpper, solveLowerStep, removeCholeskyRow, type LowerTriangle } from "../math/index.ts";
import { covariance, type Observation, type KernelPrior } from "./observation.ts";

/** Gaussian process fitted to a prefix of a list of observations. */
export interface GaussianProcess {
  readonly prior: KernelPrior;
  readonly factor: LowerTriangle;
  /** L⁻¹·values, for the Cholesky factor L. */
  readonly forward: readonly number[];
}

/** Creates a Gaussian process without observations. */
export function emptyProcess(prior: KernelPrior): GaussianProcess {
  return { prior, factor: [], forward: [] };
}

/**
 * Adds observations one by one: each costs O(n²).
 *
 * @param flopBudget - approximate number of multiplications after which it stops; the next call continues. Default: no
 *   limit.
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
    forward = [...forward, solveLowerStep(factor[place], forward, next.value)];
    spent += (place * place) / 2 + 100 * place;
  }
  return { prior, factor, forward };
}

/** Removes one observation; O(n²). */
export function dropObservation(
  fit: GaussianProcess,
  place: number,
  observations: readonly Observation[],
): GaussianProcess {
  const factor = removeCholeskyRow(fit.factor, place);
  const remaining = observations.filter((_, at) => at !== place);
  const forward: number[] = fit.forward.slice(0, place);
  for (let at = place; at < factor.length; at++) forward.push(solveLowerStep(factor[at], forward, remaining[at].value));
  return { prior: fit.prior, factor, forward };
}

/** Computes the dual weights of the posterior mean: C⁻¹·values. */
export function dualWeightsOf({ factor, forward }: GaussianProcess): Float64Array {
  return solveUpper(factor, forward);
}
