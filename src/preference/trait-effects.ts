import type { Attribute } from "../dataset/index.ts";
import { averageDesign, baselineDesign } from "./average-design.ts";
import { blockStarts, type Embedding } from "./embedding.ts";
import { meanPredictor } from "./mean-predictor.ts";
import { covariance } from "./observation.ts";
import { posterior, normalCdf, type NormalEstimate } from "./posterior.ts";
import type { PreferenceModel } from "./preference-model.ts";

/** One thing a picture can show: a choice, or a number that is low, middling, or high. */
export interface AttributeOption {
  readonly attribute: Attribute;
  /** Of a choice its place; of a number 0 low, 1 middling, 2 high. */
  readonly place: number;
}

/** What is believed about how much one trait, or two together, add to how a picture is liked. */
export interface TraitEffect extends NormalEstimate {
  readonly traits: readonly AttributeOption[];
  /** The chance that they add anything rather than take it away, 0 … 1. */
  readonly probability: number;
  /** The deviation of the belief before any rating. */
  readonly priorStd: number;
}

/** See {@link traitEffects}. */
export interface TraitEffects {
  /** Every trait, one attribute after the other. */
  readonly single: readonly TraitEffect[];
  /** What two traits add together beyond what each adds: the six largest. */
  readonly pairs: readonly TraitEffect[];
}

/** Where numbers are looked at, in standard deviations from their mean: about their tenths from either end. */
const numberLevelStds = [-1.28, 0, 1.28] as const;
/** Attributes whose combinations are looked at: those that count most. */
const pairedAttributeCount = 4;

interface OptionBlock extends AttributeOption {
  /** Where its block begins. */
  readonly start: number;
  readonly block: Float64Array;
}

/**
 * What a taste believes somebody likes: for every trait, how much better the model's pictures are liked when they have
 * it than they are on the whole, all else as usual; in the unit of ratings.
 */
export function traitEffects(preference: PreferenceModel): TraitEffects {
  const { weights } = preference.gp.prior;
  const usual = baselineDesign(preference.space);
  const options = optionBlocks(preference);
  const heaviest = weights.attributes
    .map((_, at) => at)
    .sort((a, b) => weights.attributes[b] - weights.attributes[a])
    .slice(0, pairedAttributeCount);
  const together = heaviest.flatMap((a, at) =>
    heaviest.slice(0, at).flatMap((b) => options[a].flatMap((one) => options[b].map((other) => [other, one]))),
  );
  const meanOf = meanPredictor(preference); // a close look costs n² each
  const size = (traits: readonly OptionBlock[]): number =>
    Math.abs(contrast(usual, traits).reduce((sum, { candidate, times }) => sum + times * meanOf(candidate), 0));
  return {
    single: options.flat().map((option) => traitEffect(preference, usual, [option])),
    pairs: together
      .map((traits) => ({ traits, size: size(traits) }))
      .sort((a, b) => b.size - a.size)
      .slice(0, 6)
      .map(({ traits }) => traitEffect(preference, usual, traits)),
  };
}

/** Every trait, by attribute. */
function optionBlocks({ space }: PreferenceModel): OptionBlock[][] {
  const { tags } = space.attributes ?? { tags: [] };
  const blocks = blockStarts(space);
  return tags.map((attribute, at) => {
    const { kind, choices, mean, std } = attribute;
    const values = kind === "number" ? numberLevelStds.map((level) => mean! + level * std!) : [...choices.keys()];
    return values.map((value, place) => {
      const only = tags.map((_, other) => (other === at ? value : Number.NaN));
      const { shown } = averageDesign(space, [{ values: only, latent: new Float32Array(space.latent) }]);
      return { attribute, place, start: blocks[at], block: shown.slice(blocks[at], blocks[at + 1]) };
    });
  });
}

function traitEffect(preference: PreferenceModel, usual: Embedding, options: readonly OptionBlock[]): TraitEffect {
  const sum = { terms: contrast(usual, options), event: preference.events };
  const belief = posterior(preference, sum);
  return {
    ...belief,
    traits: options.map(({ attribute, place }) => ({ attribute, place })),
    probability: belief.std > 0 ? normalCdf(belief.mean / belief.std) : 0.5,
    priorStd: Math.sqrt(covariance(sum, sum, preference.gp.prior)),
  };
}

/** What some traits add together beyond what fewer of them add: a sum over their subsets, with signs. */
function contrast(usual: Embedding, options: readonly OptionBlock[]) {
  return Array.from({ length: 2 ** options.length }, (_, subset) => {
    const some = options.filter((_option, at) => (subset >> at) & 1);
    const shown = usual.shown.slice();
    for (const { start, block } of some) shown.set(block, start);
    return { candidate: { shown, latent: usual.latent }, times: (options.length - some.length) % 2 === 0 ? 1 : -1 };
  });
}
