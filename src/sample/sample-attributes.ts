import type { Attribute, Attributes } from "../dataset/index.ts";
import { internalError } from "../error.ts";
import { random, type Random } from "../tensor/index.ts";
import { rangeOf, type AttributeConstraint } from "./parse-attributes.ts";

/**
 * Fill of the attributes that are not requested. `empirical`: those of a random training image, each used once before
 * any repeats, so that frequencies and correlations are those of the data; `uniform`: all choices equally likely,
 * numbers uniform over their range; `mode`: the most frequent choice and the median number.
 */
export type AttributeFill = "empirical" | "uniform" | "mode";

/** See {@link sampleAttributes}. */
export interface SampleAttributesOptions {
  /** Index of the first image within the seed. Default 0. */
  readonly first?: number;
  /** Requested attributes: see `parseAttributes`. Default: none. */
  readonly conditions?: ReadonlyMap<string, AttributeConstraint>;
  /** Fill of the others. Default `empirical`. */
  readonly fill?: AttributeFill;
}

/**
 * Samples the attributes of some images. Image `i` of a seed has the same attributes whatever the other images of the
 * call. When some attributes are requested, no other one stays unknown: the hair of a bald person has no colour, but
 * a request for long hair needs one; and no choice stays that never occurs with the requested ones: salmon roe is wrapped
 * in seaweed.
 * @param examples - values of the training images: one array per attribute, NaN is unknown.
 * @param seed - 0 … 2^53 − 1.
 * @param count - number of images.
 * @returns one array `[count]` per attribute, in the form of `attributeColumns`.
 */
export function sampleAttributes(
  attributes: Attributes,
  examples: readonly Float32Array[],
  seed: number,
  count: number,
  { first = 0, conditions = new Map(), fill = "empirical" }: SampleAttributesOptions = {},
): Float32Array[] {
  const rows = examples[0]?.length ?? 0;
  if (rows === 0) throw internalError("sampleAttributes: no examples");
  const order = exampleOrder(seed, rows); // no two pictures of a draw follow the same one
  const columns = attributes.tags.map((attribute, at) => {
    const own = examples[at];
    const condition = conditions.get(attribute.name);
    if (typeof condition === "number") return new Float32Array(count).fill(condition);
    const mode = fill === "mode" ? modeOf(attribute, own) : Number.NaN;
    return new Float32Array(count).map((_, picture) => {
      const row = order[(first + picture) % rows]; // one picture decides all attributes
      const rng = random(seed, `wish ${attribute.name}`, first + picture);
      const value = { empirical: own[row], mode, uniform: fill === "uniform" ? sampleUniform(attribute, own, rng) : 0 }[
        fill
      ];
      if (condition !== undefined) return condition.includes(value) ? value : sampleAllowed(condition, own, rng);
      return Number.isNaN(value) && conditions.size > 0 ? sampleKnown(own, rng) : value;
    });
  });
  const choices = attributes.tags.flatMap(({ kind }, at) => (kind === "number" ? [] : [at]));
  const [requested, others] = [true, false].map((is) =>
    choices.filter((at) => conditions.has(attributes.tags[at].name) === is),
  );
  replaceUnusual(columns, examples, requested, others, (picture) => random(seed, "usual", first + picture));
  return columns;
}

/** Two choices do not go together when examples show less than this fraction of what chance would, where that is `expected` or more. */
const unusual = { fraction: 0.1, expected: 10 };

/**
 * Replaces each choice that does not go together with a requested one by that of a random example with the requested
 * choices. All that are replaced in an image are from the same example, so that they go together.
 *
 * @param requested - indices of the requested attributes.
 * @param others - indices of the attributes that may change.
 */
function replaceUnusual(
  columns: readonly Float32Array[],
  examples: readonly Float32Array[],
  requested: readonly number[],
  others: readonly number[],
  rngOf: (picture: number) => Random,
): void {
  const rows = Array.from(examples[0].keys());
  const known = new Map<string, boolean>();
  const isUnusual = (at: number, value: number, other: number, choice: number): boolean => {
    const together = rows.filter((row) => examples[at][row] === value);
    const chance = rows.filter((row) => examples[other][row] === choice).length / rows.length;
    const found = together.filter((row) => examples[other][row] === choice).length;
    const expected = together.length * chance;
    return expected >= unusual.expected && found < unusual.fraction * expected;
  };
  const clash = (picture: number, at: number, other: number): boolean => {
    const pair = [at, columns[at][picture], other, columns[other][picture]] as const;
    const result = known.get(pair.join()) ?? isUnusual(...pair);
    known.set(pair.join(), result);
    return result;
  };
  for (let picture = 0; picture < columns[0].length; picture++) {
    const clashing = others.filter((other) => requested.some((at) => clash(picture, at, other)));
    if (clashing.length === 0) continue;
    const matching = rows.filter((row) => requested.every((at) => examples[at][row] === columns[at][picture]));
    if (matching.length === 0) continue; // the training images have no such combination
    const row = matching[rngOf(picture).integer(matching.length)];
    for (const other of clashing) columns[other][picture] = examples[other][row];
  }
}

/**
 * Cache of the last order: drawing image by image needs the same order again, and a permutation of 10,000 takes
 * nearly 3 ms.
 */
let cachedOrder: { readonly seed: number; readonly order: Uint32Array } = { seed: -1, order: new Uint32Array() };

/** Returns the order in which a seed visits the examples. */
function exampleOrder(seed: number, rows: number): Uint32Array {
  if (cachedOrder.seed !== seed || cachedOrder.order.length !== rows)
    cachedOrder = { seed, order: random(seed, "wish").permutation(rows) };
  return cachedOrder.order;
}

/** Samples one of the allowed choices with its frequency in the training images. */
function sampleAllowed(allowed: readonly number[], own: Float32Array, rng: Random): number {
  const known = own.filter((value) => allowed.includes(value));
  return known.length > 0 ? known[rng.integer(known.length)] : allowed[rng.integer(allowed.length)];
}

/** Samples a known value; NaN when none is known. */
function sampleKnown(own: Float32Array, rng: Random): number {
  const known = own.filter((value) => !Number.isNaN(value));
  return known.length > 0 ? known[rng.integer(known.length)] : Number.NaN;
}

function sampleUniform({ kind, choices }: Attribute, own: Float32Array, rng: Random): number {
  if (kind !== "number") return rng.integer(kind === "binary" ? 2 : choices.length);
  const [low, high] = rangeOf(own) ?? [0, 0];
  return low + (high - low) * rng.uniform();
}

function modeOf({ kind, choices }: Attribute, own: Float32Array): number {
  const known = own.filter((value) => !Number.isNaN(value)).sort();
  if (kind === "number") return known[known.length >> 1] ?? 0;
  const counts = new Uint32Array(Math.max(2, choices.length));
  for (const value of known) counts[value]++;
  return counts.indexOf(Math.max(...counts));
}
