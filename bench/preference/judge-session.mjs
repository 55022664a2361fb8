import { random } from "omakase";
import { designDistance, traitEffects, typicalDistance } from "../../dist/preference/index.js";
import { samplePlainDesign } from "./simulated-raters.mjs";

/** Minimum probability of a claim, 0–1. */
const confidence = 0.95;
/** Cards with and without a trait that a claim about it needs to count as tested. */
const leastTests = 3;

/**
 * Judges the cards of a session by themselves.
 *
 * @param cards - candidates in the order shown, repeats left out.
 * @returns shares, 0–1: numbers outside of the middle 90 % of the training images, and pairs within ten cards that are
 *   too alike: less than 0.4 of the distance of random cards, attributes and noise together. Contrasts are left out of
 *   the pairs, as they are alike on purpose.
 */
export function judgeCards(space, cards) {
  const { tags } = space.attributes;
  const usual = tags.map(({ kind }, at) => {
    if (kind !== "number") return undefined;
    const sorted = Float32Array.from(space.examples[at]).sort();
    return [0.05, 0.95].map((part) => sorted[Math.round(part * (sorted.length - 1))]);
  });
  const unusual = cards.filter(({ values }) =>
    values.some((value, at) => usual[at] && (value < usual[at][0] || value > usual[at][1])),
  );
  const distance = (a, b) => designDistance(space, a, b) + 1 - cosine(a.latent, b.latent);
  const limit = 0.4 * (typicalDistance(space) + 1);
  let [pairs, alike] = [0, 0];
  cards.forEach((card, at) => {
    for (const other of cards.slice(Math.max(0, at - 10), at)) {
      pairs++;
      if (distance(card, other) < limit) alike++;
    }
  });
  return { unusual: unusual.length / cards.length, alike: alike / pairs };
}

/**
 * Compares what the model claims at 95 % confidence with the truth of the rater.
 *
 * @param utility - true preference of a card.
 * @returns numbers of claims, of those with the wrong sign, and of those without three cards on either side.
 */
export function judgeClaims(space, preference, shown, utility) {
  const { tags } = space.attributes;
  const stream = random(3, "judge");
  // attributes are drawn independently of each other, as in the effects that are claimed
  const usual = Array.from({ length: 1500 }, () => {
    const { latent } = samplePlainDesign(space, stream);
    return { latent, values: tags.map((_, at) => samplePlainDesign(space, stream).values[at]) };
  });
  const level = mean(usual.map(utility));
  let [wrong, untested] = [0, 0];
  const claims = traitEffects(preference).single.filter(
    ({ probability }) => Math.max(probability, 1 - probability) >= confidence,
  );
  for (const { traits, mean: claimed } of claims) {
    const [{ attribute, place }] = traits;
    const at = tags.indexOf(attribute);
    const number = attribute.kind === "number";
    const value = number ? attribute.mean + (place - 1) * 1.28 * attribute.std : place;
    const forced = usual.map(({ values, latent }) => ({ latent, values: values.with(at, value) }));
    const effect = mean(forced.map(utility)) - level;
    if (effect * claimed < 0) wrong++;
    const has = (card) =>
      number ? Math.abs(card.values[at] - value) < 0.64 * attribute.std : card.values[at] === value;
    const having = shown.filter(has).length;
    if (Math.min(having, shown.length - having) < leastTests) untested++;
  }
  return { claims: claims.length, wrong, untested };
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

function cosine(a, b) {
  const dot = (one, other) => one.reduce((sum, value, at) => sum + value * other[at], 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
