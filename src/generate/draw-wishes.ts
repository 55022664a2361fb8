import type { Attribute, Attributes } from "../dataset/index.ts";
import { internal } from "../error.ts";
import { random, type Random } from "../tensor/index.ts";
import { rangeOf, type Allowed } from "./wishes.ts";

/**
 * Where that comes from which nobody wished for: `own`: as in a picture that was learned from, drawn by lot and not
 * twice before all had their turn, so that things are as frequent and go together as they did there; `uniform`: every
 * choice alike, every number of the range; `usual`: always the most frequent choice and the middle number.
 */
export type OtherWishes = "own" | "uniform" | "usual";

/** See {@link drawWishes}. */
export interface DrawWishesOptions {
  /** The number of the first picture among those of the seed. Default 0. */
  readonly first?: number;
  /** What is wished for: see `readWishes`. Default: nothing. */
  readonly wishes?: ReadonlyMap<string, Allowed>;
  /** Default `own`. */
  readonly others?: OtherWishes;
}

/**
 * What some pictures are to show: for each attribute the value of every picture, as in `attributeValues`. Picture `i` of
 * a seed is the same whatever else is drawn with it. Beside a wish nothing is left unknown: the hair of a bald person
 * has no colour, but who wishes for long hair and gets the rest from there needs one.
 *
 * @param examples - the values of pictures that were learned from.
 */
export function drawWishes(
  attributes: Attributes,
  examples: readonly Float32Array[],
  seed: number,
  count: number,
  { first = 0, wishes = new Map(), others = "own" }: DrawWishesOptions = {},
): Float32Array[] {
  const rows = examples[0]?.length ?? 0;
  if (rows === 0) throw internal("drawWishes: no examples");
  const order = orderOf(seed, rows); // no two pictures of a draw follow the same one
  return attributes.tags.map((attribute, at) => {
    const own = examples[at];
    const wish = wishes.get(attribute.name);
    if (typeof wish === "number") return new Float32Array(count).fill(wish);
    const usual = others === "usual" ? usualOf(attribute, own) : Number.NaN;
    return new Float32Array(count).map((_, picture) => {
      const row = order[(first + picture) % rows]; // one picture decides all attributes
      const lot = random(seed, `wish ${attribute.name}`, first + picture);
      const value = { own: own[row], usual, uniform: others === "uniform" ? anyOf(attribute, own, lot) : 0 }[others];
      if (wish !== undefined) return wish.includes(value) ? value : oneOf(wish, own, lot);
      return Number.isNaN(value) && wishes.size > 0 ? knownOf(own, lot) : value;
    });
  });
}

/** The last order: whoever draws one picture at a time asks for the same again and again, and it takes nearly 3 ms of 10,000. */
let last: { readonly seed: number; readonly order: Uint32Array } = { seed: -1, order: new Uint32Array() };

/** In which order a seed goes through the examples. */
function orderOf(seed: number, rows: number): Uint32Array {
  if (last.seed !== seed || last.order.length !== rows) last = { seed, order: random(seed, "wish").permutation(rows) };
  return last.order;
}

/** One of the allowed choices, as frequently as they were learned. */
function oneOf(allowed: readonly number[], own: Float32Array, lot: Random): number {
  const known = own.filter((value) => allowed.includes(value));
  return known.length > 0 ? known[lot.integer(known.length)] : allowed[lot.integer(allowed.length)];
}

/** What is known of a picture drawn by lot; NaN where nothing is known of any. */
function knownOf(own: Float32Array, lot: Random): number {
  const known = own.filter((value) => !Number.isNaN(value));
  return known.length > 0 ? known[lot.integer(known.length)] : Number.NaN;
}

function anyOf({ kind, choices }: Attribute, own: Float32Array, lot: Random): number {
  if (kind !== "number") return lot.integer(kind === "binary" ? 2 : choices.length);
  const [low, high] = rangeOf(own) ?? [0, 0];
  return low + (high - low) * lot.uniform();
}

function usualOf({ kind, choices }: Attribute, own: Float32Array): number {
  const known = own.filter((value) => !Number.isNaN(value)).sort();
  if (kind === "number") return known[known.length >> 1] ?? 0;
  const counts = new Uint32Array(Math.max(2, choices.length));
  for (const value of known) counts[value]++;
  return counts.indexOf(Math.max(...counts));
}
