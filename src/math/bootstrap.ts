import { random } from "../tensor/index.ts";

/** See {@link bootstrapStd} and {@link subsampleStds}. */
export interface BootstrapOptions {
  /** Seed of the samples, 0 … 2^53 − 1. Default 1. */
  readonly seed?: number;
  /** Number of samples, 2 or more. Default 50, which estimates the standard deviation to about 10 %. */
  readonly rounds?: number;
}

/**
 * Estimates the standard deviation of a statistic by the bootstrap, over samples with replacement (Efron 1979).
 *
 * @param counts - number of images in each set.
 * @param statistic - computes the number for a sample: for each set, as many indices as it has images.
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
 * Estimates standard deviations of statistics that duplicates would bias, such as those of nearest neighbours, over samples
 * of half of each set without replacement. Halves vary as much as whole sets of other images would (the delete-d jackknife
 * with d = n / 2, Shao & Wu 1989).
 *
 * @param statistic - computes the numbers for a sample: for each set, half of its indices.
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
