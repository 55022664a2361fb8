import { describe, expect, test } from "vitest";
import { attributesFromTags } from "../dataset/index.ts";
import { charactersSchema, sampleCharacterLabels } from "../synthetic/index.ts";
import { tagsFromLabels } from "../dataset/builtin/tags-from-labels.ts";
import { random } from "../tensor/index.ts";
import { traitEffectSentences } from "./trait-effect-sentences.ts";
import { traitEffects } from "./trait-effects.ts";
import type { Candidate, DesignSpace } from "./candidate.ts";
import { suggest, type SuggestOptions } from "./suggest.ts";
import { sampleDesign } from "./sample-design.ts";
import { learningCurve } from "./learning-curve.ts";
import { embed } from "./embedding.ts";
import { meanPredictor } from "./mean-predictor.ts";
import {
  addRating,
  removeRating,
  emptyRaterModels,
  raterModelsFrom,
  ratingsOfRater,
  candidatesShownTo,
  removeRater,
  modelOfRater,
} from "./rater-models.ts";
import {
  emptyPreferenceModel,
  predictRatings,
  observeRating,
  type Rating,
  type PreferenceModel,
} from "./preference-model.ts";
import { areNearDuplicates, designDistance, typicalDistance } from "./design-distance.ts";

const labels = Array.from({ length: 400 }, (_, index) => sampleCharacterLabels(random(1, "characters", index)));
const columns = tagsFromLabels(charactersSchema, labels);
const examples = columns.map(({ values }) => values);
const space: DesignSpace = { attributes: attributesFromTags(columns), examples, latent: 8 };
const [mouth, blush, smile] = [3, 5, 0];
const candidate = (index: number): Candidate => ({ id: `${index}`, ...sampleDesign(space, random(2, "card", index)) });

/** Simulates a rater: likes red cheeks, but only with a smile, and looking from above. */
function feel({ values }: Pick<Candidate, "values">): number {
  return (values[blush] ? (values[mouth] === smile ? 2 : -1) : 0) + values[9] / 15 - 0.3;
}
const ratingOf = (shown: Pick<Candidate, "values">) => Math.max(-2, Math.min(2, Math.round(feel(shown)))) as Rating;

function taught(count: number): PreferenceModel {
  let preference = emptyPreferenceModel(space);
  for (let at = 0; at < count; at++) preference = observeRating(preference, candidate(at), ratingOf(candidate(at)));
  return preference;
}

test("periodic numbers: both ends have the same embedding and prediction", () => {
  const values = Float32Array.from({ length: 181 }, (_, at) => at - 90);
  const tag = { name: "yaw", label: { ja: "向き", en: "yaw" }, kind: "number", choices: [] } as const;
  const alike = (period: number | undefined, a: number, b: number) => {
    const own = {
      attributes: attributesFromTags([{ tag: { ...tag, period }, values }]),
      examples: [values],
      latent: 0,
    };
    const [one, other] = [a, b].map((value) => ({ values: [value], latent: new Float32Array() }));
    const [first, second] = [one, other].map((candidate) => embed(own, candidate).shown);
    return {
      apart: designDistance(own, one, other),
      product: first.reduce((sum, value, at) => sum + value * second[at], 0),
    };
  };
  expect(alike(180, -89, 89).product).toBeGreaterThan(0.99);
  expect(alike(180, -89, 89).apart).toBeLessThan(0.05);
  expect(alike(undefined, -89, 89).product).toBeLessThan(0.1);
  expect(alike(undefined, -89, 89).apart).toBe(1);
  // uniform around the circle: no two bumps stand closer than others
  for (let at = -90; at < 90; at += 15)
    expect(alike(180, at, at + 30).product).toBeCloseTo(alike(180, 0, 30).product, 1);
  // for a wind that hardly turns, single degrees stay distinguishable
  const wind = { ...tag, period: 360 };
  const calm = Float32Array.of(89, 89.5, 90, 90.5, 91);
  const own = { attributes: attributesFromTags([{ tag: wind, values: calm }]), examples: [calm], latent: 0 };
  const [low, high] = [89, 91].map((value) => embed(own, { values: [value], latent: new Float32Array() }).shown);
  expect(low.reduce((sum, value, at) => sum + value * high[at], 0)).toBeLessThan(0.1);
});

describe("suggest", () => {
  test("exploits what is liked, and stays varied", () => {
    const preference = taught(60);
    const chosen = suggest(preference, { count: 12, exploitation: 1 });
    const plain = Array.from({ length: 200 }, (_, at) => candidate(1000 + at));
    const mean = (candidates: readonly Pick<Candidate, "values">[]) =>
      candidates.reduce((sum, one) => sum + feel(one), 0) / candidates.length;
    expect(mean(chosen)).toBeGreaterThan(mean(plain) + 1);
    const apart = chosen.flatMap((a, at) => chosen.slice(0, at).map((b) => designDistance(space, a, b)));
    expect(apart.reduce((sum, value) => sum + value, 0) / apart.length).toBeGreaterThan(0.5 * typicalDistance(space));
    expect(new Set(chosen.map(({ id }) => id)).size).toBe(12);
  });

  test("a page has no near duplicates, though one attribute alone is liked", () => {
    const small: DesignSpace = { ...space, attributes: attributesFromTags([columns[4]]), examples: [examples[4]] };
    let preference = emptyPreferenceModel(small);
    for (let at = 0; at < 20; at++) {
      const shown: Candidate = { id: `${at}`, ...sampleDesign(small, random(6, "card", at)) };
      preference = observeRating(preference, shown, shown.values[0] ? 2 : -2);
    }
    const page = suggest(preference, { count: 9, exploitation: 1, variety: 0.5 });
    expect(page.filter(({ values }) => values[0] === 1).length).toBeGreaterThan(5);
    expect(
      page.some((a, at) => page.slice(0, at).some((b) => areNearDuplicates(small, a, b, typicalDistance(small)))),
    ).toBe(false);
  });

  test("exploitation 0 ignores the preference", () => {
    const preference = taught(60);
    const surprises = Array.from({ length: 30 }, (_, seed) => suggest(preference, { seed, exploitation: 0 })[0]);
    const liked = Array.from({ length: 30 }, (_, seed) => suggest(preference, { seed, exploitation: 1 })[0]);
    const mean = (candidates: readonly Candidate[]) =>
      candidates.reduce((sum, one) => sum + feel(one), 0) / candidates.length;
    expect(mean(liked)).toBeGreaterThan(mean(surprises) + 0.8);
  });

  test.each([0, 0.7, 1])("avoids a penalised trait and prefers a wanted one at exploitation %d", (exploitation) => {
    const preference = taught(8);
    const share = (options: Pick<SuggestOptions, "penalty">): number => {
      const page = suggest(preference, { count: 12, exploitation, ...options });
      return page.filter(({ values }) => values[0] === 0).length / page.length;
    };
    const usual = share({});
    expect(share({ penalty: () => 0 })).toBe(usual);
    expect(share({ penalty: ({ values }) => (values[0] === 0 ? 10 : 0) })).toBe(0);
    expect(share({ penalty: ({ values }) => (values[0] === 0 ? -2 : 0) })).toBeGreaterThan(0.9);
  });

  test("depends on the seed alone", () => {
    const preference = taught(8);
    expect(suggest(preference, { seed: 4 })).toEqual(suggest(preference, { seed: 4 }));
    expect(suggest(preference, { seed: 4 })[0].latent).not.toEqual(suggest(preference, { seed: 5 })[0].latent);
  });

  test("works without ratings, and without attributes", () => {
    expect(suggest(emptyPreferenceModel(space), { count: 9 })).toHaveLength(9);
    const bare: DesignSpace = { latent: 32 };
    let preference = emptyPreferenceModel(bare);
    const liked = random(7, "direction").normals(32);
    const along = ({ latent }: Pick<Candidate, "latent">) =>
      Array.from(latent).reduce((sum, value, at) => sum + value * liked[at], 0) / Math.hypot(...liked);
    for (let at = 0; at < 60; at++) {
      const shown: Candidate = { id: `${at}`, ...sampleDesign(bare, random(8, "card", at)) };
      preference = observeRating(preference, shown, Math.max(-2, Math.min(2, Math.round(along(shown)))) as Rating);
    }
    const chosen = suggest(preference, { count: 10, exploitation: 1 });
    expect(chosen.reduce((sum, one) => sum + along(one), 0) / 10).toBeGreaterThan(0.8);
    for (const { latent } of chosen) {
      const length = Math.hypot(...Array.from(latent));
      expect(length).toBeGreaterThan(3.5); // as long as other vectors of 32 numbers, 5.7 on average
      expect(length).toBeLessThan(8);
    }
  });

  test("rejects options out of range", () => {
    expect(() => suggest(emptyPreferenceModel(space), { exploitation: 1.5 })).toThrow(
      "exploitation: expected a number from 0 to 1",
    );
  });

  test("meanPredictor agrees with the posterior mean", () => {
    const preference = taught(40);
    const meanOf = meanPredictor(preference);
    for (const index of [3, 500, 501])
      expect(meanOf(embed(space, candidate(index)))).toBeCloseTo(
        predictRatings(preference, [candidate(index)])[0].mean,
        9,
      );
  });
});

describe("trait effects", () => {
  const found = traitEffects(taught(200));

  test("find main effects and interactions", () => {
    const above = found.single.find(({ traits: [one] }) => one.attribute.name === "pitch" && one.place === 2)!;
    expect(above.mean).toBeGreaterThan(0.5);
    expect(above.probability).toBeGreaterThan(0.95);
    expect(above.std).toBeLessThan(above.priorStd);
    const [best] = found.pairs;
    expect(best.traits.map(({ attribute }) => attribute.name).sort()).toEqual(["blush", "mouth"]);
    expect(found.single).toHaveLength(10 + 12 + 8 + 4 + 2 * 4 + 3 * 2);
  });

  test("have sentences in both languages", () => {
    const [liked] = traitEffectSentences(found);
    expect(liked.en).toMatch(/^You like: .*seen from above/);
    expect(liked.ja).toMatch(/^好き: .*上から見た絵/);
  });

  test("have sentences for uncertainty", () => {
    const [first, second] = traitEffectSentences(traitEffects(emptyPreferenceModel(space)));
    expect(first.en).toBe("What you like is not clear yet.");
    expect(second.en).toMatch(/^Unsure about: /);
    expect(traitEffects(emptyPreferenceModel({ latent: 3 }))).toEqual({ single: [], pairs: [] });
  });
});

describe("rater models", () => {
  const said = (rater: string, index: number, rating: Rating) => ({
    time: index,
    rater,
    candidates: [candidate(index)],
    rating,
  });
  const full = () => {
    let book = emptyRaterModels(space);
    for (let at = 0; at < 20; at++) {
      book = addRating(book, said("a", at, ratingOf(candidate(at))));
      book = addRating(book, said("b", at, -ratingOf(candidate(at)) as Rating));
    }
    return addRating(book, { time: 50, rater: "b", candidates: [candidate(50), candidate(51)], best: 1 });
  };

  test("keep one model per rater, and one for all", () => {
    const book = full();
    const best = candidate(Array.from({ length: 20 }, (_, at) => at).find((at) => ratingOf(candidate(at)) === 2)!);
    const [[a], [b]] = ["a", "b"].map((rater) => predictRatings(modelOfRater(book, rater), [best]));
    expect(a.mean).toBeGreaterThan(b.mean + 1);
    expect(book.sharedModel.observations).toHaveLength(41);
    expect(modelOfRater(book, "c").observations).toEqual([]);
    expect(candidatesShownTo(book, "b")).toHaveLength(22);
  });

  test("store the prediction from before a rating", () => {
    const before = full();
    const after = addRating(before, said("a", 77, 2));
    const [expected] = predictRatings(modelOfRater(before, "a"), [candidate(77)]);
    expect(after.entries.at(-1)!.record.expected).toEqual(expected);
    // the stored prediction stays, whatever is observed later
    expect(ratingsOfRater(raterModelsFrom(space, ratingsOfRater(after, "a")), "a")).toEqual(ratingsOfRater(after, "a"));
  });

  test("remove a record from both models", () => {
    const book = removeRating(full(), 6);
    expect(modelOfRater(book, "a").observations.map(({ event }) => event)).not.toContain(3);
    expect(book.sharedModel.observations.map(({ event }) => event)).not.toContain(6);
    expect(book.entries).toHaveLength(40);
  });

  test("remove one rater, and keep the other", () => {
    const book = removeRater(full(), "b");
    expect(modelOfRater(book, "b").observations).toEqual([]);
    expect(modelOfRater(book, "a").observations).toHaveLength(20);
    expect(book.sharedModel.observations.map(({ event }) => event % 2)).toEqual(Array.from({ length: 20 }, () => 0));
    expect(ratingsOfRater(book, "b")).toEqual([]);
  });

  test("give a learning curve", () => {
    const { predictions, goodShares, error, baselineError } = learningCurve(ratingsOfRater(full(), "a"));
    expect(predictions).toHaveLength(20);
    const ratings = predictions.map(({ rating }) => rating);
    expect(goodShares.at(-1)).toBeCloseTo(ratings.filter((rating) => rating > 0).length / 20, 12);
    expect(goodShares[0]).toBe(ratings[0] > 0 ? 1 : 0);
    const absolute = predictions.map(({ expected, rating }) => Math.abs(expected - rating));
    expect(error).toBeCloseTo(absolute.reduce((sum, value) => sum + value, 0) / 20, 12);
    expect(baselineError).toBeGreaterThan(0);
  });
});
