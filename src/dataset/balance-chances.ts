import { internal } from "../error.ts";
import { random } from "../tensor/index.ts";
import type { Attributes } from "./attributes.ts";

/** No picture is shown more than this many times as often as the mean one: few pictures would be learned by heart. */
const mostOften = 8;

/**
 * How often each picture should be shown so that rare combinations are learned too: a picture's weight is the mean,
 * over all pairs of its tags, of 1 / the share of pictures with the same two values, at most eight times the mean
 * weight. Numbers count as three ranges: clearly below the mean, about it, clearly above it.
 *
 * @param values - of `attributeValues`: for each tag, the value of every picture.
 * @returns `[count]` chances, added up: the last is 1. For {@link chancePictures}.
 */
export function balanceChances({ tags }: Attributes, values: readonly Float32Array[]): Float64Array {
  const count = values[0]?.length ?? 0;
  if (count === 0) throw internal("balanceChances: no values");
  const classes = tags.map(({ kind, mean, deviation }, tag) =>
    kind === "number"
      ? values[tag].map((value) => Math.sign(Math.round((value - mean!) / deviation! / 1.5)))
      : values[tag],
  );
  const weights = new Float64Array(count);
  for (let first = 0; first < classes.length; first++)
    for (let second = first; second < classes.length; second++) {
      if (first === second && classes.length > 1) continue; // a lone tag is paired with itself
      const key = (picture: number) => classes[first][picture] * 1000 + classes[second][picture];
      const counts = new Map<number, number>();
      for (let picture = 0; picture < count; picture++) counts.set(key(picture), (counts.get(key(picture)) ?? 0) + 1);
      for (let picture = 0; picture < count; picture++) weights[picture] += count / counts.get(key(picture))!;
    }
  const most = (mostOften * weights.reduce((sum, weight) => sum + weight, 0)) / count;
  const kept = weights.map((weight) => Math.min(weight, most));
  const total = kept.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const chances = kept.map((weight) => (sum += weight) / total);
  chances[count - 1] = 1;
  return chances;
}

/**
 * Which pictures step `step` sees when each has a chance of its own: a function of the seed and the step alone.
 *
 * @param chances - of {@link balanceChances}.
 */
export function chancePictures(seed: number, step: number, batchSize: number, chances: Float64Array): Uint32Array {
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
