import type { Attributes } from "../../dataset/index.ts";
import type { Text } from "../../error.ts";
import { latentText } from "../../text/index.ts";

/** Levels of rarity. */
export type RarityLevel = "common" | "uncommon" | "rare" | "epic" | "legendary";

/** Rarity of a combination of choices among the training images. */
export interface Rarity {
  readonly word: RarityLevel;
  /** Fraction of training images with a combination at least as rare, 0 … 1. */
  readonly percentile: number;
  /** Probability of this combination if attributes were independent: the product of their frequencies. */
  readonly probability: number;
  /** Number of training images with this combination, out of how many. */
  readonly seen: { readonly count: number; readonly of: number };
}

/** Label of each level. */
export const rarityLabels: Readonly<Record<RarityLevel, Text>> = latentText.rarity.rarityLabels;

/** Upper percentile bound of each level, 0 … 1: 1 in 5 is the first that people call uncommon. */
const levelBounds: readonly (readonly [RarityLevel, number])[] = [
  ["legendary", 0.01],
  ["epic", 0.03],
  ["rare", 0.1],
  ["uncommon", 0.2],
  ["common", 1],
];

/** Returns the level of a percentile, 0 … 1. */
export function rarityLevel(percentile: number): RarityLevel {
  return levelBounds.find(([, bound]) => percentile <= bound)![0];
}

/**
 * Builds a scale of rarity from the training images. With several attributes every combination is unlikely: the most
 * common character is one in a thousand. So the level depends on the fraction of images that are at least as
 * unlikely, as a p-value does. Numbers such as a pose are ignored.
 * @param examples - for each attribute its value in every training image; NaN is unknown and counts as a choice.
 * @returns a function from the values of one image, one per attribute, to their rarity.
 */
export function rarityScale(
  { tags }: Attributes,
  examples: readonly Float32Array[],
): (values: readonly number[]) => Rarity | undefined {
  const counted = [...tags.keys()].filter((at) => tags[at].kind !== "number");
  const total = examples[0]?.length ?? 0;
  if (counted.length === 0 || total === 0) return () => undefined;
  const shares = counted.map((at) => {
    const counts = new Map<number, number>();
    for (const value of examples[at]) counts.set(value, (counts.get(value) ?? 0) + 1); // a Map finds NaN
    return counts;
  });
  /** Returns the frequency of a value; an unseen one counts as half a single occurrence. */
  const shareOf = (at: number, value: number): number => (shares[at].get(value) ?? 0.5) / total;
  const probabilityOf = (values: readonly number[]): number =>
    values.reduce((product, value, at) => product * shareOf(at, value), 1);
  const combinations = new Map<string, number>();
  const probabilities = Float64Array.from({ length: total }, (_, row) => {
    const values = counted.map((at) => examples[at][row]);
    const key = values.join();
    combinations.set(key, (combinations.get(key) ?? 0) + 1);
    return probabilityOf(values);
  }).sort();
  return (all) => {
    const values = counted.map((at) => all[at]);
    const probability = probabilityOf(values);
    const percentile = Math.max(1, countAtMost(probabilities, probability * (1 + 1e-9))) / total;
    return {
      word: rarityLevel(percentile),
      percentile,
      probability,
      seen: { count: combinations.get(values.join()) ?? 0, of: total },
    };
  };
}

/** Counts the sorted numbers that are at most a bound. */
function countAtMost(sorted: Float64Array, bound: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
