import { random } from "../tensor/index.ts";

/** See {@link bootstrapDeviation}. */
export interface BootstrapOptions {
  /** Decides what is drawn, 0 … 2^53 − 1. Default 1. */
  readonly seed?: number;
  /** How many times, ≥ 2; of 50, the deviation itself is known to a tenth. Default 50. */
  readonly rounds?: number;
}

/**
 * How much a number would vary if other pictures had been drawn: the standard deviation over samples with repetition
 * (Efron 1979).
 *
 * @param counts - how many pictures each set has.
 * @param statistic - the number for some picks: for each set, as many places as it has pictures.
 */
export function bootstrapDeviation(
  counts: readonly number[],
  statistic: (...picks: Uint32Array[]) => number,
  { seed = 1, rounds = 50 }: BootstrapOptions = {},
): number {
  const values = Float64Array.from({ length: rounds }, (_, round) => {
    const stream = random(seed, "bootstrap", round);
    return statistic(...counts.map((count) => new Uint32Array(count).map(() => stream.integer(count))));
  });
  const mean = values.reduce((sum, value) => sum + value, 0) / rounds;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (rounds - 1));
}
