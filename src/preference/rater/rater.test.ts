import { describe, expect, test } from "vitest";
import { attributesFromTags } from "../../dataset/index.ts";
import { charactersSchema, sampleCharacterLabels } from "../../synthetic/index.ts";
import { tagsFromLabels } from "../../dataset/builtin/tags-from-labels.ts";
import { random } from "../../tensor/index.ts";
import type { Candidate, DesignSpace } from "../candidate.ts";
import type { RatingRecord } from "../rating-record.ts";
import { emptyPreferenceModel, observeRating, type Rating, type PreferenceModel } from "../preference-model.ts";
import { raterSentences } from "./rater-sentences.ts";
import { findRepeats, selfAgreement } from "./self-agreement.ts";
import { ratingDrift } from "./rating-drift.ts";
import { preferenceShift } from "./preference-shift.ts";
import { weightedKappa } from "./weighted-kappa.ts";

describe("weighted kappa", () => {
  // Cohen 1968, "Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial credit",
  // table 1: two judges, 200 patients, three diagnoses; kappa 0.492, weighted 0.348.
  const shares = [
    [0.44, 0.07, 0.09],
    [0.05, 0.2, 0.05],
    [0.01, 0.03, 0.06],
  ];
  const table = shares.map((row) => row.map((share) => Math.round(200 * share)));
  const weights = [
    [0, 1, 3],
    [1, 0, 6],
    [3, 6, 0],
  ];

  test("matches Cohen's example, with his weights and with equal ones", () => {
    expect(weightedKappa(table, (row, column) => weights[row][column]).kappa).toBeCloseTo(0.348, 3);
    expect(weightedKappa(table, (row, column) => (row === column ? 0 : 1)).kappa).toBeCloseTo(0.492, 3);
  });

  // Fleiss, Levin & Paik 2003, "Statistical Methods for Rates and Proportions", section 18.1: kappa 0.68 ± 0.087.
  test("matches the standard error of Fleiss' example", () => {
    const fleiss = [
      [75, 1, 4],
      [5, 4, 1],
      [0, 0, 10],
    ];
    const { kappa, error, count } = weightedKappa(fleiss, (row, column) => (row === column ? 0 : 1));
    expect(kappa).toBeCloseTo(0.676, 3);
    expect(error).toBeCloseTo(0.087, 2);
    expect(count).toBe(100);
  });

  test("is 1 for equal answers, 0 for independent ones, and its interval covers the truth", () => {
    expect(weightedKappa([[5, 0], [0, 7]]).kappa).toBe(1); // oxfmt-ignore
    expect(weightedKappa([[4, 4], [4, 4]]).kappa).toBe(0); // oxfmt-ignore
    let covered = 0;
    const rounds = 400;
    for (let round = 0; round < rounds; round++) {
      const stream = random(2, "kappa", round);
      const drawn = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
      // a true answer and two noisy readings of it; the true kappa comes from a very large table below
      for (let at = 0; at < 80; at++) drawn[read(stream.normal(), stream)][read(0, stream, true)]++;
      const { low, high } = weightedKappa(drawn);
      if (low <= truth() && truth() <= high) covered++;
    }
    expect(covered / rounds).toBeGreaterThan(0.88);
    expect(covered / rounds).toBeLessThan(0.99);
  });

  let last = 0;
  function read(level: number, stream: ReturnType<typeof random>, again = false): number {
    if (!again) last = level;
    return Math.max(0, Math.min(4, Math.round(2 + last + 0.6 * stream.normal())));
  }
  let known: number | undefined;
  function truth(): number {
    if (known !== undefined) return known;
    const stream = random(3, "kappa");
    const drawn = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
    for (let at = 0; at < 100_000; at++) drawn[read(stream.normal(), stream)][read(0, stream, true)]++;
    return (known = weightedKappa(drawn).kappa);
  }
});

const labels = Array.from({ length: 300 }, (_, index) => sampleCharacterLabels(random(1, "characters", index)));
const columns = tagsFromLabels(charactersSchema, labels);
const examples = columns.map(({ values }) => values);
const space: DesignSpace = { attributes: attributesFromTags(columns), examples, latent: 4 };
const glasses = 4;

function candidate(index: number): Candidate {
  return { id: `${index}`, values: examples.map((values) => values[index % 300]), latent: new Float32Array(4) };
}

/** Rates a series of candidates; the preference may depend on time. */
function rated(count: number, feel: (candidate: Candidate, time: number) => number, show = (time: number) => time) {
  let preference: PreferenceModel = emptyPreferenceModel(space);
  const records: RatingRecord[] = [];
  for (let time = 0; time < count; time++) {
    const shown = candidate(show(time));
    const felt = feel(shown, time) + 0.3 * random(9, "whim", time).normal();
    const rating = Math.max(-2, Math.min(2, Math.round(felt))) as Rating;
    preference = observeRating(preference, shown, rating);
    records.push({ time, rater: "a", candidates: [shown], rating });
  }
  return { preference, records };
}

describe("rater reliability", () => {
  test("self-agreement compares consecutive ratings of the same rater", () => {
    const record = (rater: string, id: number, rating: Rating): RatingRecord => ({
      time: 0,
      rater,
      candidates: [candidate(id)],
      rating,
    });
    const records = [record("a", 1, 2), record("b", 1, -2), record("a", 2, 0), record("a", 1, 1), record("a", 1, -1)];
    expect(findRepeats(records)).toEqual([
      { firstIndex: 0, secondIndex: 3, firstRating: 2, secondRating: 1 },
      { firstIndex: 3, secondIndex: 4, firstRating: 1, secondRating: -1 },
    ]);
    expect(selfAgreement(records)?.count).toBe(2);
    expect(selfAgreement(records.slice(0, 3))).toBeUndefined();
  });

  test("rating drift is detected, from different images and from repeats", () => {
    const feel = ({ values }: Candidate, time: number) => values[glasses] + 1 - time / 60;
    const { preference, records } = rated(120, feel, (time) => (time % 10 === 9 ? (time - 9) / 2 : time));
    const drift = ratingDrift(preference, records)!;
    expect(drift.slope.mean).toBeLessThan(-0.8);
    expect(drift.slope.mean + drift.slope.half).toBeLessThan(0);
    expect(drift.repeats!.mean).toBeLessThan(-0.3);
    const steady = rated(120, ({ values }) => 2 * values[glasses] - 0.5);
    const none = ratingDrift(steady.preference, steady.records)!;
    expect(Math.abs(none.slope.mean)).toBeLessThan(2 * none.slope.half);
    expect(none.residuals).toHaveLength(120);
    expect(drift.change!.mean).toBeCloseTo(1.19 * drift.slope.mean);
    const [start, middle, end] = drift.trend!;
    expect([start.ratings, middle.ratings, end.ratings]).toEqual([0, 60.5, 120].map((at) => expect.closeTo(at)));
    expect(end.value - start.value).toBeCloseTo(1.2 * drift.slope.mean);
    expect(middle.high).toBeCloseTo(middle.low);
    expect(end.high - end.value).toBeCloseTo(0.595 * drift.slope.half);
    expect(raterSentences({ drift })[0].en).toMatch(/^You are getting stricter \(by .* over 120 ratings\)/);
  });

  test("rating drift is undefined after few ratings, or with an interval wider than the scale", () => {
    const feel = ({ values }: Candidate, time: number) => values[glasses] + 1 - time / 4;
    const early = rated(12, feel);
    const drift = ratingDrift(early.preference, early.records)!;
    expect([drift.change, drift.trend]).toEqual([undefined, undefined]);
    const [said] = raterSentences({ drift });
    expect(said.en).toBe("Whether you are getting stricter or more generous is not known yet.");
    expect(said.ja).toContain("まだわかりません");
    expect(said.en + said.ja).not.toMatch(/\d/);
    const steady = rated(40, ({ values }) => 2 * values[glasses] - 0.5);
    const { change, slope } = ratingDrift(steady.preference, steady.records)!;
    expect(change!.half).toBeCloseTo(0.39 * slope.half);
    expect(change!.half).toBeLessThan(2);
  });

  test("preference shift is reported for a preference that follows the shown images, and for no other", () => {
    // mostly glasses are shown, as by a system that has learned this preference
    const show = (time: number) => {
      const wanted = time % 4 !== 0;
      for (let at = time; ; at++) if ((examples[glasses][at % 300] === 1) === wanted) return at;
    };
    const follow = rated(120, ({ values }, time) => (values[glasses] ? -1 + time / 40 : -0.5), show);
    const moved = preferenceShift(
      follow.preference,
      follow.records.flatMap(({ candidates }) => candidates),
    )!;
    expect(moved.probability).toBeGreaterThan(0.95);
    expect(raterSentences({ shift: moved })[0].en).toContain("towards what you are shown");
    const steady = rated(120, ({ values }) => (values[glasses] ? 1 : -0.5), show);
    const still = preferenceShift(
      steady.preference,
      steady.records.flatMap(({ candidates }) => candidates),
    )!;
    expect(still.probability).toBeLessThan(0.95);
    expect(raterSentences({ shift: still })).toEqual([]);
    const away = rated(120, ({ values }, time) => (values[glasses] ? 2 - time / 40 : -0.5), show);
    const gone = preferenceShift(
      away.preference,
      away.records.flatMap(({ candidates }) => candidates),
    )!;
    expect(gone.probability).toBeLessThan(0.05);
    expect(preferenceShift(rated(39, () => 0).preference, [candidate(0)])).toBeUndefined();
  });
});
