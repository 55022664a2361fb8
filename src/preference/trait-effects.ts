import type { Attribute } from "../dataset/index.ts";
import { averageDesign, baselineDesign } from "./average-design.ts";
import { blockStarts, type Embedding } from "./embedding.ts";
import { meanPredictor } from "./mean-predictor.ts";
import { covariance } from "./observation.ts";
import { posterior, normalCdf, type NormalEstimate } from "./posterior.ts";
import type { PreferenceModel } from "./preference-model.ts";

/** One trait of an image: a choice, or a low, medium or high number. */
export interface AttributeOption {
  readonly attribute: Attribute;
  /** Index of a choice; for a number 0 low, 1 medium, 2 high. */
  readonly place: number;
}

/** Effect of one trait, or of an interaction of two, on the rating. */
export interface TraitEffect extends NormalEstimate {
  readonly traits: readonly AttributeOption[];
  /** Probability that the effect is positive, 0–1. */
  readonly probability: number;
  /** Standard deviation of the effect under the prior. */
  readonly priorStd: number;
}

/** Result of {@link traitEffects}. */
export interface TraitEffects {
  /** Main effect of every trait, attribute by attribute. */
  readonly single: readonly TraitEffect[];
  /** Six largest interactions: the effect of two traits beyond the sum of both. */
  readonly pairs: readonly TraitEffect[];
}

/**
 * Levels at which numbers are probed, in standard deviations from the mean: about the first and last decile, and the
 * median.
 */
export const numberLevelStds = [-1.28, 0, 1.28] as const;
/** Number of attributes, the most important ones, whose interactions are computed. */
const pairedAttributeCount = 4;

interface OptionBlock extends AttributeOption {
  /** Offset of the attribute's block in the embedding. */
  readonly start: number;
  readonly block: Float64Array;
}

/**
 * Estimates the effect of every trait on the rating: how much better the model's images are rated with it than on
 * average, all else as usual.
 *
 * @param preference - fitted model.
 * @returns effects in units of the rating scale, with their uncertainty.
 */
export function traitEffects(preference: PreferenceModel): TraitEffects {
  const { weights } = preference.gp.prior;
  const baseline = baselineDesign(preference.space);
  const options = optionBlocks(preference);
  const heaviest = weights.attributes
    .map((_, at) => at)
    .sort((a, b) => weights.attributes[b] - weights.attributes[a])
    .slice(0, pairedAttributeCount);
  const interactions = heaviest.flatMap((a, at) =>
    heaviest.slice(0, at).flatMap((b) => options[a].flatMap((one) => options[b].map((other) => [other, one]))),
  );
  const meanOf = meanPredictor(preference); // each exact posterior costs n²
  const size = (traits: readonly OptionBlock[]): number =>
    Math.abs(contrast(baseline, traits).reduce((sum, { candidate, times }) => sum + times * meanOf(candidate), 0));
  return {
    single: singleTraitEffects(preference, baseline, options),
    pairs: interactions
      .map((traits) => ({ traits, size: size(traits) }))
      .sort((a, b) => b.size - a.size)
      .slice(0, 6)
      .map(({ traits }) => traitEffect(preference, baseline, traits)),
  };
}

/** Estimates the main effect of every trait, attribute by attribute; see {@link traitEffects}. */
export function singleTraitEffects(
  preference: PreferenceModel,
  baseline: Embedding = baselineDesign(preference.space),
  options: readonly (readonly OptionBlock[])[] = optionBlocks(preference),
): TraitEffect[] {
  return options.flat().map((option) => traitEffect(preference, baseline, [option]));
}

/** Lists every trait, by attribute. */
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

function traitEffect(preference: PreferenceModel, baseline: Embedding, options: readonly OptionBlock[]): TraitEffect {
  const sum = { terms: contrast(baseline, options), event: preference.events };
  const effect = posterior(preference, sum);
  return {
    ...effect,
    traits: options.map(({ attribute, place }) => ({ attribute, place })),
    probability: effect.std > 0 ? normalCdf(effect.mean / effect.std) : 0.5,
    priorStd: Math.sqrt(covariance(sum, sum, preference.gp.prior)),
  };
}

/** Builds the contrast of several traits, the effect beyond that of fewer of them: a signed sum over their subsets. */
function contrast(baseline: Embedding, options: readonly OptionBlock[]) {
  return Array.from({ length: 2 ** options.length }, (_, subset) => {
    const some = options.filter((_option, at) => (subset >> at) & 1);
    const shown = baseline.shown.slice();
    for (const { start, block } of some) shown.set(block, start);
    return { candidate: { shown, latent: baseline.latent }, times: (options.length - some.length) % 2 === 0 ? 1 : -1 };
  });
}
