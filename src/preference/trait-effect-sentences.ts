import type { Text } from "../error.ts";
import type { TraitEffects, AttributeOption, TraitEffect } from "./trait-effects.ts";

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
    return { ja: `${label.ja}が${level.ja}`, en: `${level.en} ${label.en}` };
  }
  if (kind === "binary") return place === 1 ? label : { ja: `${label.ja}なし`, en: `no ${label.en}` };
  const { ja, en } = choices[place].label;
  return { ja: `${label.ja}「${ja}」`, en: `${label.en}: ${en}` };
}

/**
 * Joins the names of an effect's traits.
 *
 * @param traits - one trait, or two of an interaction.
 */
export function optionsText(traits: readonly AttributeOption[]): Text {
  const texts = traits.map(optionText);
  return { ja: texts.map(({ ja }) => ja).join("＋"), en: texts.map(({ en }) => en).join(" + ") };
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
  if (liked.length > 0)
    sentences.push({
      ja: `好き: ${list(liked, "ja")}。`,
      en: `You like: ${list(liked, "en")}.`,
    });
  if (disliked.length > 0)
    sentences.push({
      ja: `苦手: ${list(disliked, "ja")}。`,
      en: `You like less: ${list(disliked, "en")}.`,
    });
  for (const { traits, mean, probability } of combined) {
    const { ja, en } = optionsText(traits);
    const percent = percentOf(probability);
    sentences.push(
      mean > 0
        ? {
            ja: `組みあわせでは、${ja} がとくに好き（${percent} %）。`,
            en: `Together: ${en} is liked more than each alone (${percent} %).`,
          }
        : {
            ja: `組みあわせでは、${ja} は苦手（${percent} %）。`,
            en: `Together: ${en} is liked less than each alone (${percent} %).`,
          },
    );
  }
  const unsure = uncertainAttributes(single);
  if (unsure.length > 0)
    sentences.push({
      ja: `まだわからない: ${unsure.map(({ ja }) => ja).join("、")}。`,
      en: `Unsure about: ${unsure.map(({ en }) => en).join(", ")}.`,
    });
  if (liked.length + disliked.length + combined.length === 0)
    sentences.unshift({ ja: "好みは、まだはっきりしません。", en: "What you like is not clear yet." });
  return sentences;
}

/** Lists at most five traits with their probabilities. */
function list(some: readonly TraitEffect[], language: keyof Text): string {
  const texts = some
    .slice(0, 5)
    .map(({ traits, probability }) => `${optionsText(traits)[language]}${bracket(percentOf(probability), language)}`);
  return texts.join(language === "ja" ? "、" : ", ");
}

function bracket(percent: number, language: keyof Text): string {
  return language === "ja" ? `（${percent} %）` : ` (${percent} %)`;
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
  { ja: "小さめ", en: "low" },
  { ja: "中くらい", en: "middling" },
  { ja: "大きめ", en: "high" },
];

/** Names of poses in the built-in data sets. */
const poses: Readonly<Record<string, readonly Text[]>> = {
  yaw: [
    { ja: "左向き", en: "facing left" },
    { ja: "正面向き", en: "facing us" },
    { ja: "右向き", en: "facing right" },
  ],
  pitch: [
    { ja: "下から見た絵", en: "seen from below" },
    { ja: "目の高さから見た絵", en: "seen at eye level" },
    { ja: "上から見た絵", en: "seen from above" },
  ],
};
