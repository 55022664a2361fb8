import type { Attribute } from "../dataset/index.ts";
import { averageCard, usualCard } from "./average-card.ts";
import { blocksOf, type Embedded } from "./embedding.ts";
import { meanTables } from "./mean-tables.ts";
import { covariance } from "./observation.ts";
import { believed, normalBelow, type Belief } from "./posterior.ts";
import type { Taste } from "./taste.ts";

/** One thing a picture can show: a choice, or a number that is low, middling, or high. */
export interface Trait {
  readonly attribute: Attribute;
  /** Of a choice its place; of a number 0 low, 1 middling, 2 high. */
  readonly place: number;
}

/** What is believed about how much one trait, or two together, add to how a picture is liked. */
export interface TraitBelief extends Belief {
  readonly traits: readonly Trait[];
  /** The chance that they add anything rather than take it away, 0 … 1. */
  readonly chance: number;
  /** The deviation of the belief before any rating. */
  readonly before: number;
}

/** See {@link beliefs}. */
export interface Beliefs {
  /** Every trait, one attribute after the other. */
  readonly single: readonly TraitBelief[];
  /** What two traits add together beyond what each adds: the six largest. */
  readonly pairs: readonly TraitBelief[];
}

/** Where numbers are looked at, in standard deviations from their mean: about their tenths from either end. */
const levels = [-1.28, 0, 1.28] as const;
/** Attributes whose combinations are looked at: those that count most. */
const paired = 4;

interface Option extends Trait {
  /** Where its block begins. */
  readonly start: number;
  readonly block: Float64Array;
}

/**
 * What a taste believes somebody likes: for every trait, how much better the model's pictures are liked when they have
 * it than they are on the whole, all else as usual; in the unit of ratings.
 */
export function beliefs(taste: Taste): Beliefs {
  const { weights } = taste.fit.prior;
  const usual = usualCard(taste.space);
  const options = optionsOf(taste);
  const heaviest = weights.attributes
    .map((_, at) => at)
    .sort((a, b) => weights.attributes[b] - weights.attributes[a])
    .slice(0, paired);
  const together = heaviest.flatMap((a, at) =>
    heaviest.slice(0, at).flatMap((b) => options[a].flatMap((one) => options[b].map((other) => [other, one]))),
  );
  const meanOf = meanTables(taste); // a close look costs n² each
  const size = (traits: readonly Option[]): number =>
    Math.abs(contrast(usual, traits).reduce((sum, { card, times }) => sum + times * meanOf(card), 0));
  return {
    single: options.flat().map((option) => beliefOf(taste, usual, [option])),
    pairs: together
      .map((traits) => ({ traits, size: size(traits) }))
      .sort((a, b) => b.size - a.size)
      .slice(0, 6)
      .map(({ traits }) => beliefOf(taste, usual, traits)),
  };
}

/** Every trait, by attribute. */
function optionsOf({ space }: Taste): Option[][] {
  const { tags } = space.attributes ?? { tags: [] };
  const blocks = blocksOf(space);
  return tags.map((attribute, at) => {
    const { kind, choices, mean, deviation } = attribute;
    const values = kind === "number" ? levels.map((level) => mean! + level * deviation!) : [...choices.keys()];
    return values.map((value, place) => {
      const only = tags.map((_, other) => (other === at ? value : Number.NaN));
      const { shown } = averageCard(space, [{ values: only, latent: new Float32Array(space.latent) }]);
      return { attribute, place, start: blocks[at], block: shown.slice(blocks[at], blocks[at + 1]) };
    });
  });
}

function beliefOf(taste: Taste, usual: Embedded, options: readonly Option[]): TraitBelief {
  const sum = { terms: contrast(usual, options), event: taste.events };
  const belief = believed(taste, sum);
  return {
    ...belief,
    traits: options.map(({ attribute, place }) => ({ attribute, place })),
    chance: belief.deviation > 0 ? normalBelow(belief.mean / belief.deviation) : 0.5,
    before: Math.sqrt(covariance(sum, sum, taste.fit.prior)),
  };
}

/** What some traits add together beyond what fewer of them add: a sum over their subsets, with signs. */
function contrast(usual: Embedded, options: readonly Option[]) {
  return Array.from({ length: 2 ** options.length }, (_, subset) => {
    const some = options.filter((_option, at) => (subset >> at) & 1);
    const shown = usual.shown.slice();
    for (const { start, block } of some) shown.set(block, start);
    return { card: { shown, latent: usual.latent }, times: (options.length - some.length) % 2 === 0 ? 1 : -1 };
  });
}
