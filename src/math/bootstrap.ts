import { random } from "../tensor/index.ts";

/** See {@link bootstrapStd} and {@link subsampleStds}. */
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
export function bootstrapStd(
  counts: readonly number[],
  statistic: (...picks: Uint32Array[]) => number,
  { seed = 1, rounds = 50 }: BootstrapOptions = {},
): number {
  const values = Array.from({ length: rounds }, (_, round) => {
    const stream = random(seed, "bootstrap", round);
    return statistic(...counts.map((count) => new Uint32Array(count).map(() => stream.integer(count))));
  });
  return standardDeviation(values);
}

/**
 * The same for numbers that twins would spoil, such as those made of nearest neighbours: the standard deviations over
 * samples of half of each set, without repetition. Halves vary as much as whole sets of other pictures would (the
 * delete-d jackknife with d = n / 2, Shao & Wu 1989).
 *
 * @param statistic - the numbers for some picks: for each set, half of its places.
 */
export function subsampleStds(
  counts: readonly number[],
  statistic: (...picks: Uint32Array[]) => readonly number[],
  { seed = 1, rounds = 50 }: BootstrapOptions = {},
): number[] {
  const values = Array.from({ length: rounds }, (_, round) => {
    const stream = random(seed, "subsample", round);
    return statistic(...counts.map((count) => stream.permutation(count).slice(0, Math.floor(count / 2))));
  });
  return values[0].map((_, place) => standardDeviation(values.map((numbers) => numbers[place])));
}

function standardDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
