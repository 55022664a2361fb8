import { describe, expect, test } from "vitest";
import { attributesOf, charactersSchema, drawCharacterLabels } from "../dataset/index.ts";
import { labelTags } from "../dataset/label-schema.ts";
import { random } from "../tensor/index.ts";
import { beliefSentences } from "./belief-words.ts";
import { beliefs } from "./beliefs.ts";
import type { Card, CardSpace } from "./card.ts";
import { chooseCards } from "./choose-cards.ts";
import { drawCard } from "./draw-card.ts";
import { learningRecord } from "./learning-record.ts";
import { embed } from "./embedding.ts";
import { meanTables } from "./mean-tables.ts";
import {
  addRecord,
  forgetRecord,
  newTasteBook,
  readTasteBook,
  recordsOf,
  shownTo,
  startOver,
  tasteOf,
} from "./taste-book.ts";
import { newTaste, predict, rate, type Rating, type Taste } from "./taste.ts";
import { areTwins, cardDifference, usualDifference } from "./variety.ts";

const labels = Array.from({ length: 400 }, (_, index) => drawCharacterLabels(random(1, "characters", index)));
const columns = labelTags(charactersSchema, labels);
const examples = columns.map(({ values }) => values);
const space: CardSpace = { attributes: attributesOf(columns), examples, latent: 8 };
const [mouth, blush, smile] = [3, 5, 0];
const card = (index: number): Card => ({ id: `${index}`, ...drawCard(space, random(2, "card", index)) });

/** Red cheeks, but only with a smile; and looking from above. */
function feel({ values }: Pick<Card, "values">): number {
  return (values[blush] ? (values[mouth] === smile ? 2 : -1) : 0) + values[9] / 15 - 0.3;
}
const ratingOf = (shown: Pick<Card, "values">) => Math.max(-2, Math.min(2, Math.round(feel(shown)))) as Rating;

function taught(count: number): Taste {
  let taste = newTaste(space);
  for (let at = 0; at < count; at++) taste = rate(taste, card(at), ratingOf(card(at)));
  return taste;
}

test("of a number that wraps, both ends are alike: in what is shown, and in what is believed of it", () => {
  const values = Float32Array.from({ length: 181 }, (_, at) => at - 90);
  const tag = { name: "yaw", label: { ja: "向き", en: "yaw" }, kind: "number", choices: [] } as const;
  const alike = (wraps: number | undefined, a: number, b: number) => {
    const own = { attributes: attributesOf([{ tag: { ...tag, wraps }, values }]), examples: [values], latent: 0 };
    const [one, other] = [a, b].map((value) => ({ values: [value], latent: new Float32Array() }));
    const [first, second] = [one, other].map((card) => embed(own, card).shown);
    return {
      apart: cardDifference(own, one, other),
      product: first.reduce((sum, value, at) => sum + value * second[at], 0),
    };
  };
  expect(alike(180, -89, 89).product).toBeGreaterThan(0.99);
  expect(alike(180, -89, 89).apart).toBeLessThan(0.05);
  expect(alike(undefined, -89, 89).product).toBeLessThan(0.1);
  expect(alike(undefined, -89, 89).apart).toBe(1);
  // the same everywhere on the circle: nowhere do two bumps stand closer than elsewhere
  for (let at = -90; at < 90; at += 15)
    expect(alike(180, at, at + 30).product).toBeCloseTo(alike(180, 0, 30).product, 1);
  // of a wind that hardly turns, its degrees can be told apart
  const wind = { ...tag, wraps: 360 };
  const calm = Float32Array.of(89, 89.5, 90, 90.5, 91);
  const own = { attributes: attributesOf([{ tag: wind, values: calm }]), examples: [calm], latent: 0 };
  const [low, high] = [89, 91].map((value) => embed(own, { values: [value], latent: new Float32Array() }).shown);
  expect(low.reduce((sum, value, at) => sum + value * high[at], 0)).toBeLessThan(0.1);
});

describe("what to show next", () => {
  test("follows what is liked, and stays varied", () => {
    const taste = taught(60);
    const chosen = chooseCards(taste, { count: 12, liking: 1 });
    const plain = Array.from({ length: 200 }, (_, at) => card(1000 + at));
    const mean = (cards: readonly Pick<Card, "values">[]) =>
      cards.reduce((sum, one) => sum + feel(one), 0) / cards.length;
    expect(mean(chosen)).toBeGreaterThan(mean(plain) + 1);
    const apart = chosen.flatMap((a, at) => chosen.slice(0, at).map((b) => cardDifference(space, a, b)));
    expect(apart.reduce((sum, value) => sum + value, 0) / apart.length).toBeGreaterThan(0.5 * usualDifference(space));
    expect(new Set(chosen.map(({ id }) => id)).size).toBe(12);
  });

  test("no two pictures of a page look the same, though one attribute alone is liked", () => {
    const small: CardSpace = { ...space, attributes: attributesOf([columns[4]]), examples: [examples[4]] };
    let taste = newTaste(small);
    for (let at = 0; at < 20; at++) {
      const shown: Card = { id: `${at}`, ...drawCard(small, random(6, "card", at)) };
      taste = rate(taste, shown, shown.values[0] ? 2 : -2);
    }
    const page = chooseCards(taste, { count: 9, liking: 1, variety: 0.5 });
    expect(page.filter(({ values }) => values[0] === 1).length).toBeGreaterThan(5);
    expect(page.some((a, at) => page.slice(0, at).some((b) => areTwins(small, a, b)))).toBe(false);
  });

  test("at 0 it surprises: taste does not matter", () => {
    const taste = taught(60);
    const surprises = Array.from({ length: 30 }, (_, seed) => chooseCards(taste, { seed, liking: 0 })[0]);
    const liked = Array.from({ length: 30 }, (_, seed) => chooseCards(taste, { seed, liking: 1 })[0]);
    const mean = (cards: readonly Card[]) => cards.reduce((sum, one) => sum + feel(one), 0) / cards.length;
    expect(mean(liked)).toBeGreaterThan(mean(surprises) + 0.8);
  });

  test("is the same for the same seed, and another for another", () => {
    const taste = taught(8);
    expect(chooseCards(taste, { seed: 4 })).toEqual(chooseCards(taste, { seed: 4 }));
    expect(chooseCards(taste, { seed: 4 })[0].latent).not.toEqual(chooseCards(taste, { seed: 5 })[0].latent);
  });

  test("works before any rating, and without attributes", () => {
    expect(chooseCards(newTaste(space), { count: 9 })).toHaveLength(9);
    const bare: CardSpace = { latent: 32 };
    let taste = newTaste(bare);
    const liked = random(7, "direction").normals(32);
    const along = ({ latent }: Pick<Card, "latent">) =>
      Array.from(latent).reduce((sum, value, at) => sum + value * liked[at], 0) / Math.hypot(...liked);
    for (let at = 0; at < 60; at++) {
      const shown: Card = { id: `${at}`, ...drawCard(bare, random(8, "card", at)) };
      taste = rate(taste, shown, Math.max(-2, Math.min(2, Math.round(along(shown)))) as Rating);
    }
    const chosen = chooseCards(taste, { count: 10, liking: 1 });
    expect(chosen.reduce((sum, one) => sum + along(one), 0) / 10).toBeGreaterThan(0.8);
    for (const { latent } of chosen) {
      const length = Math.hypot(...Array.from(latent));
      expect(length).toBeGreaterThan(3.5); // as long as others of 32 numbers, 5.7 on average
      expect(length).toBeLessThan(8);
    }
  });

  test("refuses sliders out of range", () => {
    expect(() => chooseCards(newTaste(space), { liking: 1.5 })).toThrow("liking: expected a number from 0 to 1");
  });

  test("tables give the mean that the posterior has", () => {
    const taste = taught(40);
    const meanOf = meanTables(taste);
    for (const index of [3, 500, 501])
      expect(meanOf(embed(space, card(index)))).toBeCloseTo(predict(taste, [card(index)])[0].mean, 9);
  });
});

describe("beliefs", () => {
  const found = beliefs(taught(200));

  test("know what is liked, together and alone", () => {
    const above = found.single.find(({ traits: [one] }) => one.attribute.name === "pitch" && one.place === 2)!;
    expect(above.mean).toBeGreaterThan(0.5);
    expect(above.chance).toBeGreaterThan(0.95);
    expect(above.deviation).toBeLessThan(above.before);
    const [best] = found.pairs;
    expect(best.traits.map(({ attribute }) => attribute.name).sort()).toEqual(["blush", "mouth"]);
    expect(found.single).toHaveLength(10 + 12 + 8 + 4 + 2 * 4 + 3 * 2);
  });

  test("say so in both languages", () => {
    const [liked] = beliefSentences(found);
    expect(liked.en).toMatch(/^You like: .*seen from above/);
    expect(liked.ja).toMatch(/^好き: .*上から見た絵/);
  });

  test("say that nothing is clear where nothing is, and what they are unsure about", () => {
    const [first, second] = beliefSentences(beliefs(newTaste(space)));
    expect(first.en).toBe("What you like is not clear yet.");
    expect(second.en).toMatch(/^Unsure about: /);
    expect(beliefs(newTaste({ latent: 3 }))).toEqual({ single: [], pairs: [] });
  });
});

describe("a book of tastes", () => {
  const said = (rater: string, index: number, rating: Rating) => ({ time: index, rater, cards: [card(index)], rating });
  const full = () => {
    let book = newTasteBook(space);
    for (let at = 0; at < 20; at++) {
      book = addRecord(book, said("a", at, ratingOf(card(at))));
      book = addRecord(book, said("b", at, -ratingOf(card(at)) as Rating));
    }
    return addRecord(book, { time: 50, rater: "b", cards: [card(50), card(51)], best: 1 });
  };

  test("keeps tastes apart, and one for everybody", () => {
    const book = full();
    const best = card(Array.from({ length: 20 }, (_, at) => at).find((at) => ratingOf(card(at)) === 2)!);
    const [[a], [b]] = ["a", "b"].map((rater) => predict(tasteOf(book, rater), [best]));
    expect(a.mean).toBeGreaterThan(b.mean + 1);
    expect(book.everybody.observations).toHaveLength(41);
    expect(tasteOf(book, "c").observations).toEqual([]);
    expect(shownTo(book, "b")).toHaveLength(22);
  });

  test("writes down what was expected before it learned", () => {
    const before = full();
    const after = addRecord(before, said("a", 77, 2));
    const [expected] = predict(tasteOf(before, "a"), [card(77)]);
    expect(after.entries.at(-1)!.record.expected).toEqual(expected);
    // what was expected then stays, whatever is known now
    expect(recordsOf(readTasteBook(space, recordsOf(after, "a")), "a")).toEqual(recordsOf(after, "a"));
  });

  test("forgets a record, in both tastes", () => {
    const book = forgetRecord(full(), 6);
    expect(tasteOf(book, "a").observations.map(({ event }) => event)).not.toContain(3);
    expect(book.everybody.observations.map(({ event }) => event)).not.toContain(6);
    expect(book.entries).toHaveLength(40);
  });

  test("starts over with one, and leaves the other", () => {
    const book = startOver(full(), "b");
    expect(tasteOf(book, "b").observations).toEqual([]);
    expect(tasteOf(book, "a").observations).toHaveLength(20);
    expect(book.everybody.observations.map(({ event }) => event % 2)).toEqual(Array.from({ length: 20 }, () => 0));
    expect(recordsOf(book, "b")).toEqual([]);
  });

  test("shows whether it learns", () => {
    const { guesses, goodShares, error, plainError } = learningRecord(recordsOf(full(), "a"));
    expect(guesses).toHaveLength(20);
    const ratings = guesses.map(({ rating }) => rating);
    expect(goodShares.at(-1)).toBeCloseTo(ratings.filter((rating) => rating > 0).length / 20, 12);
    expect(goodShares[0]).toBe(ratings[0] > 0 ? 1 : 0);
    const absolute = guesses.map(({ expected, rating }) => Math.abs(expected - rating));
    expect(error).toBeCloseTo(absolute.reduce((sum, value) => sum + value, 0) / 20, 12);
    expect(plainError).toBeGreaterThan(0);
  });
});
