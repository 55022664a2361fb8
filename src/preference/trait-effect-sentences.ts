import type { Text } from "../error.ts";
import type { TraitEffects, AttributeOption, TraitEffect } from "./trait-effects.ts";
import { preferenceText, listText } from "../text/index.ts";

/** Minimum probability of an effect that gets a sentence, 0–1. */
const minConfidence = 0.9;
/** Minimum effect that gets a sentence, in units of the rating scale. */
const minEffect = 0.2;

/** Returns a trait in a few words: `short`, `glasses`, `from above`. */
export function optionText({ attribute, place }: AttributeOption): Text {
  const { name, label, kind, choices } = attribute;
  if (kind === "number") {
    if (Object.hasOwn(poses, name)) return poses[name][place];
    const level = numberLevels[place];
    return preferenceText.traitEffectSentences.levelLabel({ level, label });
  }
  if (kind === "binary") return place === 1 ? label : preferenceText.traitEffectSentences.no({ label });
  return preferenceText.traitEffectSentences.choice({ label, choice: choices[place].label });
}

/**
 * Joins the names of an effect's traits.
 *
 * @param traits - one trait, or two of an interaction.
 */
export function optionsText(traits: readonly AttributeOption[]): Text {
  return listText(traits.map(optionText), "plus");
}

/**
 * Formats trait effects as sentences: likes and dislikes with their certainty, interactions, and open questions.
 *
 * @param effects - result of `traitEffects`.
 * @returns sentences in both languages.
 */
export function traitEffectSentences({ single, pairs }: TraitEffects): Text[] {
  const strong = (one: TraitEffect) => Math.abs(one.mean) >= minEffect;
  // of a binary attribute, the rarer value suffices
  const notable = single.filter((one) => strong(one) && !isComplement(one, single));
  const liked = notable.filter(({ probability }) => probability >= minConfidence).sort((a, b) => b.mean - a.mean);
  const disliked = notable
    .filter(({ probability }) => probability <= 1 - minConfidence)
    .sort((a, b) => a.mean - b.mean);
  const combined = pairs
    .filter((one) => strong(one) && (one.probability >= minConfidence || one.probability <= 1 - minConfidence))
    .slice(0, 2);
  const sentences: Text[] = [];
  if (liked.length > 0) sentences.push(preferenceText.traitEffectSentences.like({ liked: list(liked) }));
  if (disliked.length > 0) sentences.push(preferenceText.traitEffectSentences.likeLess({ disliked: list(disliked) }));
  for (const { traits, mean, probability } of combined) {
    const values = { traits: optionsText(traits), percent: percentOf(probability) };
    const { likedTogether, dislikedTogether } = preferenceText.traitEffectSentences;
    sentences.push(mean > 0 ? likedTogether(values) : dislikedTogether(values));
  }
  const unsure = uncertainAttributes(single);
  if (unsure.length > 0) sentences.push(preferenceText.traitEffectSentences.unsure({ unsure: listText(unsure) }));
  if (liked.length + disliked.length + combined.length === 0)
    sentences.unshift(preferenceText.traitEffectSentences.notClear);
  return sentences;
}

/** Lists at most five traits with their probabilities. */
function list(some: readonly TraitEffect[]): Text {
  return listText(
    some.slice(0, 5).map(({ traits, probability }) => {
      const values = { traits: optionsText(traits), percent: percentOf(probability) };
      return preferenceText.traitEffectSentences.sureTraits(values);
    }),
  );
}

/** Converts a probability to per cent, below 100. */
function percentOf(chance: number): number {
  return Math.min(99, Math.round(100 * Math.max(chance, 1 - chance)));
}

/**
 * Returns whether an effect is the redundant half of a binary attribute: the one nearer to the average.
 *
 * @param one - effect to test.
 * @param all - all single effects.
 */
export function isComplement(one: TraitEffect, all: readonly TraitEffect[]): boolean {
  const [{ attribute, place }] = one.traits;
  if (attribute.kind !== "binary") return false;
  const other = all.find(({ traits }) => traits[0].attribute === attribute && traits[0].place !== place);
  return other !== undefined && Math.abs(other.mean) > Math.abs(one.mean);
}

/** Names the attributes without a certain effect, of which at least one is about as uncertain as the prior. */
function uncertainAttributes(single: readonly TraitEffect[]): Text[] {
  const attributes = new Set(single.map(({ traits }) => traits[0].attribute));
  return [...attributes]
    .map((attribute) => ({ attribute, own: single.filter(({ traits }) => traits[0].attribute === attribute) }))
    .filter(({ own }) => own.every(({ probability }) => probability < minConfidence && probability > 1 - minConfidence))
    .map(({ attribute, own }) => ({ attribute, open: Math.max(...own.map(({ std }) => std)) }))
    .filter(({ open }) => open >= minEffect)
    .sort((a, b) => b.open - a.open)
    .slice(0, 3)
    .map(({ attribute }) => attribute.label);
}

const numberLevels: readonly Text[] = [
  preferenceText.traitEffectSentences.low,
  preferenceText.traitEffectSentences.middling,
  preferenceText.traitEffectSentences.high,
];

/** Names of poses in the built-in data sets. */
const poses: Readonly<Record<string, readonly Text[]>> = {
  yaw: [
    preferenceText.traitEffectSentences.facingLeft,
    preferenceText.traitEffectSentences.facingUs,
    preferenceText.traitEffectSentences.facingRight,
  ],
  pitch: [
    preferenceText.traitEffectSentences.fromBelow,
    preferenceText.traitEffectSentences.atEyeLevel,
    preferenceText.traitEffectSentences.fromAbove,
  ],
};
