import { periodicDistance } from "../dataset/index.ts";
import type { PreferenceModel } from "./preference-model.ts";
import type { Design } from "./sample-design.ts";
import { numberLevelStds, singleTraitEffects, type AttributeOption } from "./trait-effects.ts";

/** Minimum probability of a belief, 0–1; mere guesses are tested after all beliefs. */
const minConfidence = 0.8;
/** Minimum effect that is tested, in units of the rating scale. */
const minEffect = 0.1;
/** Number of candidates, the last shown, among which the tests of a belief are counted. */
const testedWindow = 50;
/** Number of tests after which a belief counts as tested. */
const enoughTests = 3;

/** Test of a belief: designs with a trait that seems disliked, or without one that seems liked. */
export interface Contrast {
  readonly trait: AttributeOption;
  /** Whether a design tests the belief. */
  readonly isTestedBy: (design: Design) => boolean;
}

/**
 * Lists contrasts for what the model believes: the least tested belief first, and of those equally tested the weakest,
 * whose test costs the rater least. A rater who likes glasses sees glasses all the time; only pictures without them tell
 * whether it was the glasses.
 *
 * @param preference - model of the rater.
 * @param history - designs shown before, newest last.
 */
export function findContrasts(preference: PreferenceModel, history: readonly Design[]): Contrast[] {
  const tags = preference.space.attributes?.tags ?? [];
  const recent = history.slice(-testedWindow);
  return singleTraitEffects(preference)
    .filter(({ mean }) => Math.abs(mean) >= minEffect)
    .map(({ traits: [trait], mean, probability }) => {
      const at = tags.indexOf(trait.attribute);
      const isTestedBy = ({ values }: Design): boolean => hasTrait(trait, values[at]) !== mean > 0;
      const tests = Math.min(enoughTests, recent.filter(isTestedBy).length);
      const isBelief = Math.max(probability, 1 - probability) >= minConfidence;
      return { trait, isTestedBy, effect: Math.abs(mean), tests, rank: isBelief ? 0 : 1 };
    })
    .sort((a, b) => a.rank - b.rank || a.tests - b.tests || a.effect - b.effect)
    .map(({ trait, isTestedBy }) => ({ trait, isTestedBy }));
}

/** Returns whether a value has a trait: the choice, or a number nearer to its level than to the others. */
function hasTrait({ attribute, place }: AttributeOption, value: number): boolean {
  if (attribute.kind !== "number") return value === place;
  const distances = numberLevelStds.map((level) =>
    periodicDistance(attribute, value, attribute.mean! + level * attribute.std!),
  );
  return distances.indexOf(Math.min(...distances)) === place;
}
