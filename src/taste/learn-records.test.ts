import { expect, test } from "vitest";
import { attributesOf, charactersSchema, drawCharacterLabels } from "../dataset/index.ts";
import { labelTags } from "../dataset/label-schema.ts";
import { random } from "../tensor/index.ts";
import type { Card, CardSpace } from "./card.ts";
import { drawCard, nameCard } from "./draw-card.ts";
import { learnRecord, learnRecords } from "./learn-records.ts";
import type { RatingRecord } from "./rating-record.ts";
import { forget, newTaste, predict, type Rating } from "./taste.ts";

const labels = Array.from({ length: 300 }, (_, index) => drawCharacterLabels(random(1, "characters", index)));
const columns = labelTags(charactersSchema, labels);
const space: CardSpace = {
  attributes: attributesOf(columns),
  examples: columns.map(({ values }) => values),
  latent: 6,
};
const card = (index: number): Card => nameCard(drawCard(space, random(3, "card", index)));
const feel = ({ values, latent }: Card) => (values[3] === 0 ? 1.5 : -0.5) + latent[0] * 0.5;

/** Every eighth is a choice among four. */
const records = Array.from({ length: 64 }, (_, at): RatingRecord => {
  if (at % 8 === 7) {
    const cards = [0, 1, 2, 3].map((place) => card(1000 + 4 * at + place));
    const best = cards.map(feel).reduce((top, value, place, all) => (value > all[top] ? place : top), 0);
    return { time: at, rater: "Hanako", cards, best };
  }
  const rating = Math.max(-2, Math.min(2, Math.round(feel(card(at))))) as Rating;
  return { time: at, rater: "Hanako", cards: [card(at)], rating };
});
const some = Array.from({ length: 30 }, (_, at) => card(5000 + at));

test("what is learned together is about what is learned one by one", () => {
  const slowly = records.reduce(learnRecord, newTaste(space));
  const quickly = learnRecords(newTaste(space), records);
  expect(quickly.events).toBe(slowly.events);
  expect(quickly.observations.map(({ event }) => event)).toEqual(slowly.observations.map(({ event }) => event));
  const [one, other] = [predict(slowly, some), predict(quickly, some)];
  const apart = Math.sqrt(one.reduce((sum, { mean }, at) => sum + (mean - other[at].mean) ** 2, 0) / some.length);
  const spread = Math.sqrt(one.reduce((sum, { mean }) => sum + mean ** 2, 0) / some.length);
  expect(apart).toBeLessThan(0.2 * spread);
});

test("and can be forgotten one by one, and be gone on from", () => {
  const known = learnRecords(newTaste(space), records.slice(0, 40));
  const without = forget(known, 7); // a choice
  expect(without.observations.some(({ event }) => event === 7)).toBe(false);
  const on = records.slice(40).reduce(learnRecord, without);
  expect(on.events).toBe(64);
  const errors = some.map((one) => Math.abs(predict(on, [one])[0].mean - feel(one)));
  expect(errors.reduce((sum, value) => sum + value, 0) / errors.length).toBeLessThan(0.6);
});
