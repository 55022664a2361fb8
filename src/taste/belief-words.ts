import type { Text } from "../error.ts";
import type { Beliefs, LikedTrait, TraitBelief } from "./beliefs.ts";

/** From which chance on a belief is said as such. */
const sure = 0.9;
/** What changes a rating by less is not worth a word. */
const least = 0.2;

/** A trait in a few words: `short`, `glasses`, `from above`. */
export function traitText({ attribute, place }: LikedTrait): Text {
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

/** The traits of a belief, joined. */
export function traitsText(traits: readonly LikedTrait[]): Text {
  const texts = traits.map(traitText);
  return { ja: texts.map(({ ja }) => ja).join("＋"), en: texts.map(({ en }) => en).join(" + ") };
}

/**
 * What is believed, in sentences: what somebody likes and dislikes, with how sure it is, in which combinations, and what
 * nobody knows yet.
 */
export function beliefSentences({ single, pairs }: Beliefs): Text[] {
  const strong = (one: TraitBelief) => Math.abs(one.mean) >= least;
  // of a yes or no, the rarer answer says it all
  const told = single.filter((one) => strong(one) && !isOtherHalf(one, single));
  const liked = told.filter(({ chance }) => chance >= sure).sort((a, b) => b.mean - a.mean);
  const disliked = told.filter(({ chance }) => chance <= 1 - sure).sort((a, b) => a.mean - b.mean);
  const combined = pairs.filter((one) => strong(one) && (one.chance >= sure || one.chance <= 1 - sure)).slice(0, 2);
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
  for (const { traits, mean, chance } of combined) {
    const { ja, en } = traitsText(traits);
    const percent = percentOf(chance);
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
  const unsure = unsureAbout(single);
  if (unsure.length > 0)
    sentences.push({
      ja: `まだわからない: ${unsure.map(({ ja }) => ja).join("、")}。`,
      en: `Unsure about: ${unsure.map(({ en }) => en).join(", ")}.`,
    });
  if (liked.length + disliked.length + combined.length === 0)
    sentences.unshift({ ja: "好みは、まだはっきりしません。", en: "What you like is not clear yet." });
  return sentences;
}

/** At most five traits with their chances. */
function list(some: readonly TraitBelief[], language: keyof Text): string {
  const texts = some
    .slice(0, 5)
    .map(({ traits, chance }) => `${traitsText(traits)[language]}${bracket(percentOf(chance), language)}`);
  return texts.join(language === "ja" ? "、" : ", ");
}

function bracket(percent: number, language: keyof Text): string {
  return language === "ja" ? `（${percent} %）` : ` (${percent} %)`;
}

/** How sure it is, in per cent; never wholly. */
function percentOf(chance: number): number {
  return Math.min(99, Math.round(100 * Math.max(chance, 1 - chance)));
}

/** Whether it is that half of a yes or no which the other half tells: the one nearer to the usual. */
export function isOtherHalf(one: TraitBelief, all: readonly TraitBelief[]): boolean {
  const [{ attribute, place }] = one.traits;
  if (attribute.kind !== "binary") return false;
  const other = all.find(({ traits }) => traits[0].attribute === attribute && traits[0].place !== place);
  return other !== undefined && Math.abs(other.mean) > Math.abs(one.mean);
}

/** Attributes of which something may count that is not known: no trait is sure, and one is about as open as at first. */
function unsureAbout(single: readonly TraitBelief[]): Text[] {
  const attributes = new Set(single.map(({ traits }) => traits[0].attribute));
  return [...attributes]
    .map((attribute) => ({ attribute, own: single.filter(({ traits }) => traits[0].attribute === attribute) }))
    .filter(({ own }) => own.every(({ chance }) => chance < sure && chance > 1 - sure))
    .map(({ attribute, own }) => ({ attribute, open: Math.max(...own.map(({ deviation }) => deviation)) }))
    .filter(({ open }) => open >= least)
    .sort((a, b) => b.open - a.open)
    .slice(0, 3)
    .map(({ attribute }) => attribute.label);
}

const numberLevels: readonly Text[] = [
  { ja: "小さめ", en: "low" },
  { ja: "中くらい", en: "middling" },
  { ja: "大きめ", en: "high" },
];

/** Poses of the built-in sets have words of their own. */
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
