import { drawCards, drawWishes, nameCard, random, type Allowed, type Card, type Random, type Rarity } from "omakase";
import type { Breakage } from "./breakage.ts";
import type { Noise, Order } from "./order.ts";
import type { ReadyRun } from "./runs.ts";
import { pixelsOf, type Shown } from "./shown.ts";

/** A picture that was drawn by lot. */
export interface Dealt extends Shown {
  /** Of models with attributes. */
  readonly rarity?: Rarity;
  /** How far it is from what the model usually draws; 1 is where broken begins. Only where it was asked. */
  readonly oddness?: number;
}

/** What came of an order. */
export interface Deal {
  readonly pictures: readonly Dealt[];
  /** How many were drawn to find them. */
  readonly looked: number;
}

/** Told while it looks for pictures that pass. */
export type DealListener = (progress: { readonly found: number; readonly looked: number }) => void;

/** More than these are not drawn in search of pictures that pass. */
const most = { all: 20, whole: 120, broken: 480 } as const;
const atATime = 16;

/** Draws an order. Pictures that would be twice the same come once. */
export async function deal(
  ready: ReadyRun,
  order: Order,
  breakage: Breakage,
  onProgress?: DealListener,
): Promise<Deal> {
  const { rarity } = ready;
  const { count, sieve, truncation } = order;
  const judge = sieve === "all" ? undefined : await breakage.judge(ready);
  const passes = (oddness: number): boolean => oddness > 1 === (sieve === "broken");
  const pictures = new Map<string, Dealt>();
  let looked = 0;
  while (pictures.size < count && looked < most[sieve]) {
    const wanted = judge ? atATime : count;
    const cards = Array.from({ length: wanted }, (_, at) => cardOf(ready, order, looked + at));
    // not taken beforehand: a better device may have come in between
    const drawings = await drawCards(ready.artist, cards);
    const oddness = judge && (await judge(drawings.map(({ picture }) => picture)));
    drawings.forEach(({ picture, recipe }, at) => {
      if (pictures.size === count || (oddness && !passes(oddness[at]))) return;
      const card = cards[at];
      pictures.set(card.id, {
        card,
        recipe: truncation === 1 ? recipe : { ...recipe, truncation },
        pixels: pixelsOf(picture),
        rarity: rarity(card.values),
        ...(oddness && { oddness: oddness[at] }),
      });
    });
    looked += wanted;
    onProgress?.({ found: pictures.size, looked });
    if (!judge) break;
  }
  const found = [...pictures.values()];
  if (sieve === "broken") found.sort((a, b) => b.oddness! - a.oddness!);
  return { pictures: found, looked };
}

/** The card of an order by its number. */
function cardOf(
  { artist, space }: ReadyRun,
  { seed, wishes, noise, truncation }: Omit<Order, "count" | "sieve">,
  at: number,
): Card {
  const { latent, attributes } = space;
  const fresh = random(seed, "draw", at);
  const chance = noise ? nudged(noise, fresh) : fresh.normals(latent);
  if (truncation !== 1) chance.forEach((value, axis) => (chance[axis] = value * truncation));
  const fixed = new Map<string, Allowed>();
  attributes?.tags.forEach(({ name, kind }, tag) => {
    const wish = wishes[tag];
    if (typeof wish === "number") fixed.set(name, kind === "number" ? wish : [wish]);
  });
  const drawn = attributes && drawWishes(attributes, artist.trained.examples!, seed, 1, { first: at, wishes: fixed });
  const values = drawn?.map(([value], tag) => (wishes[tag] === "off" ? Number.NaN : value)) ?? [];
  return nameCard({ values, latent: chance });
}

/** A part of the numbers drawn anew; they stay as long as they were, as the model knows no longer ones. */
function nudged({ latent, nudge }: Noise, fresh: Random): Float32Array {
  if (nudge === 0) return Float32Array.from(latent);
  const other = fresh.normals(latent.length);
  const [kept, changed] = [Math.sqrt(1 - nudge ** 2), nudge];
  return other.map((value, axis) => kept * latent[axis] + changed * value);
}
