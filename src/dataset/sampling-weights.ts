import { internalError } from "../error.ts";
import { random } from "../tensor/index.ts";
import type { Attribute, Attributes } from "./attributes.ts";

/** Fraction below which a combination is rare, and to which it is raised. */
const rareShare = 0.01;
/** Maximum weight of a picture relative to the mean one, to limit memorisation. */
const maxRepetition = 5;
/**
 * Number of fitting rounds; after 20, nine in ten of the rare combinations of `characters` have 99 % of their target.
 */
const rounds = 20;

/**
 * Computes sampling probabilities that balance rare combinations: every pair of values of two tags that occurs in some
 * picture gets one per cent of the samples, or as much as possible without sampling a picture more than five times as
 * often as the mean one. Numbers are binned in three ranges: clearly below the mean, about it, clearly above it;
 * periodic ones in four quarters of the period, the first about 0. The weights are fitted to one pair of tags after the
 * other, repeatedly (iterative proportional fitting, Deming & Stephan 1940; we differ: only combinations that are too
 * rare are scaled, so that the ratios of the rest stay).
 *
 * @param values - from `attributeColumns`: for each tag, the value of every picture; NaN, unknown, is no combination.
 * @returns `[count]` cumulative probabilities: the last is 1. For {@link weightedIndices}.
 */
export function samplingWeights({ tags }: Attributes, values: readonly Float32Array[]): Float64Array {
  const count = values[0]?.length ?? 0;
  if (count === 0) throw internalError("balanceChances: no values");
  const classes = tags.map((tag, at) =>
    tag.kind === "number" ? values[at].map((value) => valueBin(tag, value)) : values[at],
  );
  const wanted = rareShare * count;
  const rare = combinations(classes).filter((pictures) => pictures.length < wanted);
  let weights = new Float64Array(count).fill(1);
  for (let round = 0; round < rounds; round++) {
    for (const pictures of rare) {
      const shown = pictures.reduce((sum, picture) => sum + weights[picture], 0);
      if (shown >= wanted) continue;
      for (const picture of pictures) weights[picture] = Math.min(maxRepetition, (weights[picture] * wanted) / shown);
    }
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / count;
    weights = weights.map((weight) => weight / mean);
  }
  let sum = 0;
  const probabilities = weights.map((weight) => (sum += weight) / count);
  probabilities[count - 1] = 1;
  return probabilities;
}

/** Returns the bin of a tag's value. */
function valueBin({ mean, std, period }: Attribute, value: number): number {
  if (period === undefined) return Math.sign(Math.round((value - mean!) / std! / 1.5));
  const quarter = Math.round((4 * value) / period);
  return quarter - 4 * Math.floor(quarter / 4);
}

/** Lists the pictures of every combination of values of two tags; of a single tag, those of every value. */
function combinations(classes: readonly Float32Array[]): number[][] {
  const found: number[][] = [];
  classes.forEach((first, at) => {
    for (const second of classes.length > 1 ? classes.slice(at + 1) : classes) {
      const pictures = new Map<number, number[]>();
      first.forEach((value, picture) => {
        const key = value * 1000 + second[picture];
        if (Number.isNaN(key)) return;
        if (pictures.has(key)) pictures.get(key)!.push(picture);
        else pictures.set(key, [picture]);
      });
      found.push(...pictures.values());
    }
  });
  return found;
}

/**
 * Samples the pictures of step `step` with the given probabilities: a function of seed and step alone.
 *
 * @param probabilities - cumulative probabilities of {@link samplingWeights}.
 * @returns `[batchSize]` integers, 0 … count − 1.
 */
export function weightedIndices(
  seed: number,
  step: number,
  batchSize: number,
  probabilities: Float64Array,
): Uint32Array {
  const stream = random(seed, "balanced batch", step);
  return new Uint32Array(batchSize).map(() => {
    const wanted = stream.uniform();
    let [low, high] = [0, probabilities.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (probabilities[middle] > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  });
}
