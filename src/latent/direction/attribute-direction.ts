import { periodicDistance, type Attribute, type Attributes } from "../../dataset/index.ts";
import type { Direction } from "./direction.ts";

/** Attributes whose condition expresses a trait: see `directionSchema`. */
export type AttributeDirection = NonNullable<Direction["conditions"]>;

/** Values of an attribute that indicate the trait, and values that indicate its absence. */
type AttributeSides = AttributeDirection["attributes"][string];

/** Minimum accuracy of an attribute, 0–1. */
const minAccuracy = 0.8;
/** Maximum p-value of the accuracy under random guessing, 0–1. */
const maxPValue = 0.02;
/** Maximum number of images in the test of significance. */
const maxTestSamples = 200;
/** Maximum ratio of the errors with another attribute to those without it, 0–1. */
const maxErrorRatio = 0.5;

/**
 * Finds the conditions that separate images with a trait from images without: the attribute with the best
 * leave-one-out accuracy, then others as long as they halve the errors. Each counts by the log-odds of its choices
 * (naive Bayes).
 * @param conditions - of every image a value for each attribute, NaN when unknown; the positive images first.
 * @param present - number of positive images.
 * @param options.most - maximum number of attributes. Default: all.
 * @returns undefined when none separates them: then the trait is not a condition of the model.
 */
export function findAttributeDirection(
  { tags }: Attributes,
  conditions: readonly ArrayLike<number>[],
  present: number,
  { most = tags.length }: { readonly most?: number } = {},
): AttributeDirection | undefined {
  const asked = tags.map((_, at) => conditions.map((values) => values[at]));
  const said = tags.map((tag, at) => logOdds(tag, asked[at], present));
  const count = conditions.length;
  const chosen: number[] = [];
  let [sum, errors] = [new Float64Array(count), 0.5];
  while (chosen.length < most) {
    const tried = tags.flatMap((_, at) => {
      if (chosen.includes(at)) return [];
      const all = sum.map((value, picture) => value + said[at][picture]);
      return [{ at, all, errors: balancedError(all, present) }];
    });
    const best = tried.reduce((least, one) => (one.errors < least.errors ? one : least));
    if (best.errors > errors * maxErrorRatio || (errors - best.errors) * count < 2) break;
    chosen.push(best.at);
    [sum, errors] = [best.all, best.errors];
  }
  const accuracy = 1 - errors;
  const sample = Math.min(maxTestSamples, 2 * Math.min(present, count - present));
  if (accuracy < minAccuracy || tags.length * guessProbability(sample, Math.round(errors * sample)) > maxPValue)
    return undefined;
  return {
    accuracy,
    attributes: Object.fromEntries(chosen.map((at) => [tags[at].name, attributeSides(tags[at], asked[at], present)])),
  };
}

/** Returns the probability that random guessing makes at most so many errors. */
function guessProbability(count: number, errors: number): number {
  let [ways, sum] = [1, 0];
  for (let wrong = 0; wrong <= errors; wrong++) {
    sum += ways;
    ways *= (count - wrong) / (wrong + 1);
  }
  return sum / 2 ** count;
}

/** Returns the balanced error of predictions, 0–1; a prediction of 0 counts as half an error. */
function balancedError(said: Float64Array, present: number): number {
  const wrong = (side: Float64Array, sign: number) =>
    side.reduce((sum, value) => sum + (1 - Math.sign(sign * value)) / 2, 0) / side.length;
  return (wrong(said.subarray(0, present), 1) + wrong(said.subarray(present), -1)) / 2;
}

/** Returns the leave-one-out log-odds of each image by one attribute. */
function logOdds(tag: Attribute, values: readonly number[], present: number): Float64Array {
  if (tag.kind === "number") {
    return Float64Array.from(values, (value, at) => {
      if (Number.isNaN(value)) return 0;
      const others = values.map((other, place) => (place === at ? Number.NaN : other));
      return nearerSide(tag, value, [medianOf(others.slice(0, present)), medianOf(others.slice(present))]);
    });
  }
  const counts = valueCounts(values, present);
  const sizes = [present, values.length - present];
  return Float64Array.from(values, (value, at) => {
    if (Number.isNaN(value)) return 0;
    const own = Number(at >= present);
    const [yes, no] = [0, 1].map((side) => {
      const self = Number(side === own);
      return ((counts[side].get(value) ?? 0) - self + 0.5) / (sizes[side] - self + 1);
    });
    return Math.log(yes / no);
  });
}

/**
 * Returns the values of an attribute that go with either side: choices, most frequent first, or the median of
 * numbers.
 */
function attributeSides(tag: Attribute, values: readonly number[], present: number): AttributeSides {
  if (tag.kind === "number")
    return { present: [medianOf(values.slice(0, present))], absent: [medianOf(values.slice(present))] };
  const [yes, no] = valueCounts(values, present);
  const share = (counts: ReadonlyMap<number, number>, size: number, value: number) => (counts.get(value) ?? 0) / size;
  const ahead = (value: number) => share(yes, present, value) - share(no, values.length - present, value);
  const all = [...new Set([...yes.keys(), ...no.keys()])];
  const named = (side: number) =>
    all
      .filter((value) => side * ahead(value) > 0)
      .sort((a, b) => side * (ahead(b) - ahead(a)))
      .map((value) => tag.choices[value].name);
  return { present: named(1), absent: named(-1) };
}

/** Counts the values of the positive and of the negative images. */
function valueCounts(values: readonly number[], present: number): [Map<number, number>, Map<number, number>] {
  const counts: [Map<number, number>, Map<number, number>] = [new Map(), new Map()];
  values.forEach((value, at) => {
    const side = counts[Number(at >= present)];
    if (!Number.isNaN(value)) side.set(value, (side.get(value) ?? 0) + 1);
  });
  return counts;
}

function medianOf(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return known[known.length >> 1] ?? Number.NaN;
}

/**
 * Returns 1 when a number is nearer to the first of two, −1 when nearer to the second, 0 when equally near or
 * unknown.
 */
function nearerSide(tag: Attribute, value: number, [first, second]: readonly number[]): number {
  return Math.sign(periodicDistance(tag, value, second) - periodicDistance(tag, value, first)) || 0;
}
