import { internalError } from "../error.ts";
import { random } from "../tensor/index.ts";
import type { Attribute, Attributes } from "./attributes.ts";

/** What fewer pictures than this part show is rare, and is shown as often as that. */
const rareShare = 0.01;
/** No picture is shown more than this many times as often as the mean one: few pictures would be learned by heart. */
const maxRepetition = 5;
/** After as many, nine in ten of the rare combinations of `characters` have 99 % of the share that is wanted. */
const rounds = 20;

/**
 * How often each picture should be shown so that rare combinations are learned too: every pair of values that two tags
 * have together in some picture fills a hundredth of what is shown, or as much of that as it can without a picture being
 * shown more than five times as often as the mean one. Numbers count as three ranges: clearly below the mean, about it,
 * clearly above it; those that wrap as four quarters of the turn, the first about 0. The weights are fitted to one pair
 * of tags after the other, again and again (iterative proportional fitting, Deming & Stephan 1940; here of what is too
 * rare alone, so that the rest stays as it is among itself).
 *
 * @param values - of `attributeColumns`: for each tag, the value of every picture; NaN, not known, is no combination.
 * @returns `[count]` chances, added up: the last is 1. For {@link weightedIndices}.
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
  const chances = weights.map((weight) => (sum += weight) / count);
  chances[count - 1] = 1;
  return chances;
}

/** Which range of its tag a number counts as. */
function valueBin({ mean, std, period }: Attribute, value: number): number {
  if (period === undefined) return Math.sign(Math.round((value - mean!) / std! / 1.5));
  const quarter = Math.round((4 * value) / period);
  return quarter - 4 * Math.floor(quarter / 4);
}

/** The pictures of every two values that two tags have together; of a lone tag, those of every value. */
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
 * Which pictures step `step` sees when each has a chance of its own: a function of the seed and the step alone.
 *
 * @param chances - of {@link samplingWeights}.
 */
export function weightedIndices(seed: number, step: number, batchSize: number, chances: Float64Array): Uint32Array {
  const stream = random(seed, "balanced batch", step);
  return new Uint32Array(batchSize).map(() => {
    const wanted = stream.uniform();
    let [low, high] = [0, chances.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (chances[middle] > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  });
}
