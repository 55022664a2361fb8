import { expect, test } from "vitest";
import { attributesFromTags } from "../dataset/index.ts";
import { charactersSchema, sampleCharacterLabels } from "../synthetic/index.ts";
import { tagsFromLabels } from "../dataset/builtin/tags-from-labels.ts";
import { random } from "../tensor/index.ts";
import type { Candidate, DesignSpace } from "./candidate.ts";
import { sampleDesign, identifyDesign } from "./sample-design.ts";
import { observeRecord, observeRecords } from "./observe-records.ts";
import type { RatingRecord } from "./rating-record.ts";
import { removeObservation, emptyPreferenceModel, predictRatings, type Rating } from "./preference-model.ts";

const labels = Array.from({ length: 300 }, (_, index) => sampleCharacterLabels(random(1, "characters", index)));
const columns = tagsFromLabels(charactersSchema, labels);
const space: DesignSpace = {
  attributes: attributesFromTags(columns),
  examples: columns.map(({ values }) => values),
  latent: 6,
};
const candidate = (index: number): Candidate => identifyDesign(sampleDesign(space, random(3, "card", index)));
const feel = ({ values, latent }: Candidate) => (values[3] === 0 ? 1.5 : -0.5) + latent[0] * 0.5;

/** Ratings, with a choice among four in every eighth record. */
const records = Array.from({ length: 64 }, (_, at): RatingRecord => {
  if (at % 8 === 7) {
    const candidates = [0, 1, 2, 3].map((place) => candidate(1000 + 4 * at + place));
    const best = candidates.map(feel).reduce((top, value, place, all) => (value > all[top] ? place : top), 0);
    return { time: at, rater: "Hanako", candidates, best };
  }
  const rating = Math.max(-2, Math.min(2, Math.round(feel(candidate(at))))) as Rating;
  return { time: at, rater: "Hanako", candidates: [candidate(at)], rating };
});
const some = Array.from({ length: 30 }, (_, at) => candidate(5000 + at));

test("batch learning agrees approximately with learning one by one", () => {
  const slowly = records.reduce(observeRecord, emptyPreferenceModel(space));
  const quickly = observeRecords(emptyPreferenceModel(space), records);
  expect(quickly.events).toBe(slowly.events);
  expect(quickly.observations.map(({ event }) => event)).toEqual(slowly.observations.map(({ event }) => event));
  const [one, other] = [predictRatings(slowly, some), predictRatings(quickly, some)];
  const apart = Math.sqrt(one.reduce((sum, { mean }, at) => sum + (mean - other[at].mean) ** 2, 0) / some.length);
  const spread = Math.sqrt(one.reduce((sum, { mean }) => sum + mean ** 2, 0) / some.length);
  expect(apart).toBeLessThan(0.2 * spread);
});

test("records can be removed one by one, and learning continues", () => {
  const known = observeRecords(emptyPreferenceModel(space), records.slice(0, 40));
  const without = removeObservation(known, 7); // a choice
  expect(without.observations.some(({ event }) => event === 7)).toBe(false);
  const on = records.slice(40).reduce(observeRecord, without);
  expect(on.events).toBe(64);
  const errors = some.map((one) => Math.abs(predictRatings(on, [one])[0].mean - feel(one)));
  expect(errors.reduce((sum, value) => sum + value, 0) / errors.length).toBeLessThan(0.6);
});
