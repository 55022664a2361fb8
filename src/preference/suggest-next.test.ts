import { describe, expect, test } from "vitest";
import { attributesFromTags } from "../dataset/index.ts";
import { tagsFromLabels } from "../dataset/builtin/tags-from-labels.ts";
import { charactersSchema, sampleCharacterLabels } from "../synthetic/index.ts";
import { random } from "../tensor/index.ts";
import type { Candidate, DesignSpace } from "./candidate.ts";
import { areNearDuplicates, typicalDistance } from "./design-distance.ts";
import { emptyPreferenceModel, observeRating, type Rating } from "./preference-model.ts";
import { suggestNext, suggestSet, type Suggestion } from "./suggest-next.ts";
import { singleTraitEffects } from "./trait-effects.ts";
import { usualRanges } from "./usual-ranges.ts";

const labels = Array.from({ length: 400 }, (_, index) => sampleCharacterLabels(random(1, "characters", index)));
const columns = tagsFromLabels(charactersSchema, labels);
const attributes = attributesFromTags(columns);
const space: DesignSpace = { attributes, examples: columns.map(({ values }) => values), latent: 16 };
const [glasses, yaw] = ["glasses", "yaw"].map((name) => attributes.tags.findIndex((tag) => tag.name === name));
const typical = typicalDistance(space);

/** Simulates a rater: likes glasses, and a look to the left, the further the better. */
const rate = ({ values }: Candidate): Rating =>
  Math.max(-2, Math.min(2, Math.round(2 * values[glasses] - 1 - values[yaw] / 40))) as Rating;

/** Lets a rater see `count` cards. */
function session(count: number) {
  let preference = emptyPreferenceModel(space);
  const suggestions: Suggestion[] = [];
  const shown: Candidate[] = [];
  for (let at = 0; at < count; at++) {
    const [next] = suggestNext(preference, shown, { seed: 3 });
    suggestions.push(next);
    shown.push(next.candidate);
    preference = observeRating(preference, next.candidate, rate(next.candidate));
  }
  return { preference, suggestions, shown };
}

describe("suggestNext", () => {
  const { preference, suggestions, shown } = session(40);

  test("keeps a yaw within the middle 60 % of the training images, however much the ends are liked", () => {
    const [low, high] = usualRanges(space)[yaw]!;
    expect(high - low).toBeLessThan(80); // most of a face is in sight
    expect(high - low).toBeGreaterThan(50);
    const turns = shown.map(({ values }) => values[yaw]);
    expect(Math.min(...turns)).toBeGreaterThanOrEqual(low);
    expect(Math.max(...turns)).toBeLessThanOrEqual(high);
    expect(turns.slice(-10).filter((turn) => turn < 0).length).toBeGreaterThan(5); // and still follows the taste
  });

  test("tests about every fifth time what it believes, so that each claim has cards with and without", () => {
    const late = suggestions.slice(10);
    const contrasts = late.filter(({ isContrast }) => isContrast);
    expect(contrasts.length / late.length).toBeGreaterThanOrEqual(0.15);
    expect(contrasts.length / late.length).toBeLessThanOrEqual(0.25);
    const liked = late.filter(({ candidate }) => candidate.values[glasses] === 1);
    expect(liked.length).toBeGreaterThan(15);
    const claims = singleTraitEffects(preference).filter(
      ({ traits: [{ attribute }], probability }) => attribute.kind !== "number" && Math.abs(probability - 0.5) > 0.45,
    );
    expect(claims.length).toBeGreaterThan(0);
    for (const { traits } of claims) {
      const [{ attribute, place }] = traits;
      const having = shown.filter(({ values }) => values[attributes.tags.indexOf(attribute)] === place).length;
      expect(Math.min(having, shown.length - having)).toBeGreaterThanOrEqual(2);
    }
  });

  test("repeats a card about every tenth time", () => {
    const repeats = suggestions.filter(({ isRepeat }) => isRepeat).length;
    expect(repeats).toBeGreaterThanOrEqual(2);
    expect(repeats).toBeLessThanOrEqual(3);
  });

  test("gives spares that differ from the card and from each other", () => {
    const ids = suggestNext(preference, shown, { seed: 9, spares: 3 }).map(({ candidate }) => candidate.id);
    expect(new Set(ids).size).toBe(4);
    expect(suggestNext(preference, shown, { seed: 9 })[0].candidate.id).toBe(ids[0]);
  });

  test("keeps a penalty in contrasts, too", () => {
    const penalty = ({ values }: Pick<Candidate, "values">) => (values[glasses] === 0 ? 100 : 0);
    const cards = Array.from({ length: 5 }, (_, seed) => suggestNext(preference, shown, { seed, penalty })[0]);
    for (const { candidate, isRepeat } of cards) if (!isRepeat) expect(candidate.values[glasses]).toBe(1);
  });
});

describe("suggestSet", () => {
  test("nine cards are nine different cards, two of them contrasts", () => {
    const { preference, shown } = session(30);
    const set = suggestSet(preference, shown, 9, { seed: 5, variety: 0.9, spares: 7 });
    expect(set).toHaveLength(16);
    const nine = set.slice(0, 9);
    expect(nine.filter(({ isContrast }) => isContrast)).toHaveLength(2);
    for (const [at, one] of nine.entries())
      for (const other of nine.slice(0, at))
        expect(areNearDuplicates(space, one.candidate, other.candidate, typical)).toBe(false);
  });

  test("works without ratings, and without attributes", () => {
    expect(suggestSet(emptyPreferenceModel({ latent: 8 }), [], 9)).toHaveLength(9);
  });
});
