import type { Attribute, Attributes } from "../dataset/index.ts";
import { internalError } from "../error.ts";
import { random, type Random } from "../tensor/index.ts";
import { rangeOf, type AttributeConstraint } from "./parse-attributes.ts";

/**
 * Where that comes from which nobody wished for: `own`: as in a picture that was learned from, drawn by lot and not
 * twice before all had their turn, so that things are as frequent and go together as they did there; `uniform`: every
 * choice alike, every number of the range; `mode`: always the most frequent choice and the middle number.
 */
export type AttributeFill = "empirical" | "uniform" | "mode";

/** See {@link sampleAttributes}. */
export interface SampleAttributesOptions {
  /** The number of the first picture among those of the seed. Default 0. */
  readonly first?: number;
  /** What is wished for: see `parseAttributes`. Default: nothing. */
  readonly conditions?: ReadonlyMap<string, AttributeConstraint>;
  /** Default `own`. */
  readonly fill?: AttributeFill;
}

/**
 * What some pictures are to show: for each attribute the value of every picture, as in `attributeColumns`. Picture `i` of
 * a seed is the same whatever else is drawn with it. Beside a wish nothing is left unknown: the hair of a bald person
 * has no colour, but who wishes for long hair and gets the rest from there needs one.
 *
 * @param examples - the values of pictures that were learned from.
 */
export function sampleAttributes(
  attributes: Attributes,
  examples: readonly Float32Array[],
  seed: number,
  count: number,
  { first = 0, conditions = new Map(), fill = "empirical" }: SampleAttributesOptions = {},
): Float32Array[] {
  const rows = examples[0]?.length ?? 0;
  if (rows === 0) throw internalError("drawWishes: no examples");
  const order = exampleOrder(seed, rows); // no two pictures of a draw follow the same one
  return attributes.tags.map((attribute, at) => {
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
}

/** The last order: whoever draws one picture at a time asks for the same again and again, and it takes nearly 3 ms of 10,000. */
let cachedOrder: { readonly seed: number; readonly order: Uint32Array } = { seed: -1, order: new Uint32Array() };

/** In which order a seed goes through the examples. */
function exampleOrder(seed: number, rows: number): Uint32Array {
  if (cachedOrder.seed !== seed || cachedOrder.order.length !== rows)
    cachedOrder = { seed, order: random(seed, "wish").permutation(rows) };
  return cachedOrder.order;
}

/** One of the allowed choices, as frequently as they were learned. */
function sampleAllowed(allowed: readonly number[], own: Float32Array, rng: Random): number {
  const known = own.filter((value) => allowed.includes(value));
  return known.length > 0 ? known[rng.integer(known.length)] : allowed[rng.integer(allowed.length)];
}

/** What is known of a picture drawn by lot; NaN where nothing is known of any. */
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
