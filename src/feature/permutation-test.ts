import { random } from "../tensor/index.ts";
import type { Features } from "./features.ts";
import { forEachDistances } from "./for-each-distances.ts";

/** Result of {@link permutationTest}: whether two sets of pictures may come from one source. */
export interface PermutationTest {
  /** Energy distance of the sets. */
  readonly distance: number;
  /** p-value: fraction of random splits that are at least as far apart, above 0, up to 1. */
  readonly pValue: number;
}

/** Options of {@link permutationTest}. */
export interface PermutationTestOptions {
  /** Seed of the permutations. Default 1. */
  readonly seed?: number;
  /** Number of permutations; the smallest p-value is 1 / (rounds + 1). Default 400. */
  readonly rounds?: number;
}

/**
 * Tests whether two sets differ more than chance explains: counts random splits of the pooled pictures that are as far
 * apart as the two sets (the permutation test of Gretton et al. 2012, with the energy distance of Székely & Rizzo 2013,
 * whose kernel is the negative distance).
 *
 * @param a - at least two pictures, as `b`.
 */
export function permutationTest(a: Features, b: Features, options: PermutationTestOptions = {}): PermutationTest {
  const { seed = 1, rounds = 400 } = options;
  const all = concatenateSets(a, b);
  const distances = new Float32Array(all.count * all.count);
  forEachDistances(all, all, (row, squared) => distances.set(squared.map(Math.sqrt), row * all.count));
  const order = Uint32Array.from({ length: all.count }, (_, at) => at);
  const distance = energyOfSplit(distances, order, a.count);
  let asFar = 1; // the observed split counts as one permutation (Phipson & Smyth 2010)
  for (let round = 0; round < rounds; round++) {
    const permutation = random(seed, "permutation", round).permutation(all.count);
    if (energyOfSplit(distances, permutation, a.count) >= distance) asFar++;
  }
  return { distance, pValue: asFar / (rounds + 1) };
}

function concatenateSets(a: Features, b: Features): Features {
  const values = new Float32Array((a.count + b.count) * a.width);
  values.set(a.values);
  values.set(b.values, a.count * a.width);
  return { values, count: a.count + b.count, width: a.width };
}

/** Computes the energy distance of the first `count` pictures of an order and the rest. */
function energyOfSplit(distances: Float32Array, order: Uint32Array, count: number): number {
  const total = order.length;
  const [one, other] = [count, total - count];
  let [within, across, rest] = [0, 0, 0];
  for (let row = 0; row < total; row++) {
    const from = order[row] * total;
    for (let column = 0; column < row; column++) {
      const value = distances[from + order[column]];
      if (row < count) within += value;
      else if (column < count) across += value;
      else rest += value;
    }
  }
  const pairs = (size: number) => Math.max(1, (size * (size - 1)) / 2);
  return (2 * across) / (one * other) - within / pairs(one) - rest / pairs(other);
}
