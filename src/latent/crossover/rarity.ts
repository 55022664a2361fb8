import type { Attributes } from "../../dataset/index.ts";
import type { Text } from "../../error.ts";

/** How rare something is, in a word. */
export type RarityLevel = "common" | "uncommon" | "rare" | "epic" | "legendary";

/** How rare a combination of choices is among the pictures that were learned from. */
export interface Rarity {
  readonly word: RarityLevel;
  /** The part of the pictures learned from that show a combination as rare as this one or rarer, 0 … 1. */
  readonly percentile: number;
  /** How likely a picture is to show this very combination, were the attributes independent: the product of the parts. */
  readonly probability: number;
  /** How many of the pictures learned from do show it, of how many. */
  readonly seen: { readonly count: number; readonly of: number };
}

/** The badge of each word. */
export const rarityLabels: Readonly<Record<RarityLevel, Text>> = {
  common: { ja: "ふつう", en: "common" },
  uncommon: { ja: "ちょっと珍しい", en: "uncommon" },
  rare: { ja: "レア", en: "rare" },
  epic: { ja: "激レア", en: "epic" },
  legendary: { ja: "伝説級", en: "legendary" },
};

/** Up to which part of the pictures a word is for. */
const levelBounds: readonly (readonly [RarityLevel, number])[] = [
  ["legendary", 0.01],
  ["epic", 0.05],
  ["rare", 0.2],
  ["uncommon", 0.5],
  ["common", 1],
];

/**
 * Measures rarity by the pictures that a model learned from. With several attributes every combination is unlikely: the
 * most usual character is one in a thousand. So the word tells how many pictures are as unlikely or more, as a p-value
 * does. Numbers such as a pose are left out.
 *
 * @param examples - for each attribute its value in every picture; NaN: not known, which counts as a choice of its own.
 * @returns for the values of one picture, an attribute each, how rare they are together.
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
  /** What nobody has seen is taken to be half as frequent as what was seen once. */
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
    const [word] = levelBounds.find(([, bound]) => percentile <= bound)!;
    return { word, percentile, probability, seen: { count: combinations.get(values.join()) ?? 0, of: total } };
  };
}

/** How many of sorted numbers are at most a bound. */
function countAtMost(sorted: Float64Array, bound: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
