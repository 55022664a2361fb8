import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Attributes } from "../dataset/index.ts";
import { OmakaseError } from "../error.ts";
import type { DesignSpace } from "./candidate.ts";
import type { RatingRecord } from "./rating-record.ts";
import { formatRatingsCsv, parseRatingsCsv } from "./ratings-csv.ts";
import { formatRatingsJson, parseRatingsJson, type RatingsFile } from "./ratings-json.ts";
import type { Rating } from "./preference-model.ts";

const word = (text: string) => ({ name: text, label: { ja: text, en: text } });
const attributes: Attributes = {
  tags: [
    { ...word("hair"), kind: "category", choices: [word("long"), word("=short"), word('a,"b"')] },
    { ...word("glasses"), kind: "binary", choices: [word("no"), word("yes")] },
    { ...word("yaw"), kind: "number", choices: [], mean: 0, std: 30 },
  ],
};
const modelHash = "0123456789abcdef".repeat(4);
const known: DesignSpace = { attributes, latent: 3 };
const bare: DesignSpace = { latent: 2 };

const text = fc.string({ minLength: 1, maxLength: 12 }).filter((some) => some.trim() === some && !some.includes("\r"));
const float = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0); // no −0: JSON has none
function candidates({ attributes: own, latent }: DesignSpace, count: fc.ArrayConstraints) {
  const values = own
    ? fc.tuple(
        fc.constantFrom(0, 1, 2, Number.NaN),
        fc.constantFrom(0, 1, Number.NaN),
        fc.oneof(float, fc.constant(Number.NaN)),
      )
    : fc.constant([]);
  const latents = fc
    .array(float, { minLength: latent, maxLength: latent })
    .map((numbers) => Float32Array.from(numbers));
  return fc.array(fc.record({ id: text, values, latent: latents }), count);
}
function records(space: DesignSpace): fc.Arbitrary<RatingRecord[]> {
  const base = { time: fc.integer({ min: 0, max: 4e12 }), rater: text };
  const rated = fc.record({
    ...base,
    candidates: candidates(space, { minLength: 1, maxLength: 1 }),
    rating: fc.integer({ min: -2, max: 2 }).map((value) => value as Rating),
    expected: fc.record({ mean: float, std: float.map(Math.abs) }),
  });
  const chosen = candidates(space, { minLength: 2, maxLength: 9 }).chain((some) =>
    fc.record({ ...base, candidates: fc.constant(some), best: fc.integer({ min: 0, max: some.length - 1 }) }),
  );
  return fc.array(fc.oneof(rated, chosen), { maxLength: 6 });
}

describe.each([
  ["with attributes", known],
  ["of latents alone", bare],
])("ratings %s", (_, space) => {
  test("survive a JSON round trip", () => {
    fc.assert(
      fc.property(records(space), (some) => {
        const ratings: RatingsFile = { modelHash, space, records: some };
        expect(parseRatingsJson(formatRatingsJson(ratings), "x.json")).toEqual(ratings);
      }),
      { numRuns: 60 },
    );
  });

  test("survive a CSV round trip", () => {
    fc.assert(
      fc.property(
        records(space).filter((some) => some.length > 0),
        (some) => {
          const ratings: RatingsFile = { modelHash, space, records: some };
          expect(parseRatingsCsv(formatRatingsCsv(ratings), space, "x.csv")).toEqual(ratings);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Parsed file before it is damaged. */
interface Loose extends Record<string, unknown> {
  ratings: { candidates: { attributes: Record<string, string>; latent: number[] }[]; rating?: number; best?: number }[];
}

describe("invalid ratings files", () => {
  const good = formatRatingsJson({
    modelHash,
    space: known,
    records: [
      { time: 0, rater: "a", candidates: [{ id: "1", values: [0, 1, 5], latent: new Float32Array(3) }], rating: 2 },
      {
        time: 1,
        rater: "a",
        candidates: ["2", "3"].map((id) => ({ id, values: [1, 0, Number.NaN], latent: new Float32Array(3) })),
        best: 1,
      },
    ],
  });

  test("are rejected with an OmakaseError, however they are damaged", () => {
    const attempt = (changed: string) => {
      try {
        parseRatingsJson(changed, "x.json");
      } catch (error) {
        expect(error).toBeInstanceOf(OmakaseError);
      }
      try {
        parseRatingsCsv(changed, known, "x.csv");
      } catch (error) {
        expect(error).toBeInstanceOf(OmakaseError);
      }
    };
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(20), fc.string({ maxLength: 8 }), (at, gone, put) =>
        attempt(good.slice(0, at) + put + good.slice(at + gone)),
      ),
      { numRuns: 300 },
    );
    fc.assert(fc.property(fc.json(), attempt), { numRuns: 100 });
    const csv = formatRatingsCsv(parseRatingsJson(good, "x"));
    fc.assert(
      fc.property(fc.nat(csv.length), fc.nat(20), fc.string({ maxLength: 8 }), (at, gone, put) =>
        attempt(csv.slice(0, at) + put + csv.slice(at + gone)),
      ),
      { numRuns: 300 },
    );
  });

  test.each([
    [
      "another choice",
      (data: Loose) => (data.ratings[0].candidates[0].attributes.hair = "bald"),
      'a wrong value "hair=bald"',
    ],
    [
      "another attribute",
      (data: Loose) => (data.ratings[0].candidates[0].attributes.shoes = "red"),
      'unknown attribute "shoes"',
    ],
    ["a rating of 3", (data: Loose) => (data.ratings[0].rating = 3), "a wrong ratings 1 rating"],
    ["no answer", (data: Loose) => delete data.ratings[0].rating, "neither"],
    ["a best that was not shown", (data: Loose) => (data.ratings[1].best = 2), "the best 3 of 2"],
    ["another latent", (data: Loose) => data.ratings[1].candidates[0].latent.pop(), "a picture of 2 numbers"],
    ["another key", (data: Loose) => (data.more = 1), "a wrong content"],
    [
      "a number past float32",
      (data: Loose) => (data.ratings[0].candidates[0].latent[1] = 1e308),
      "a wrong candidates.0.latent.1",
    ],
    ["a newer format", (data: Loose) => (data.formatVersion = 2), "a wrong formatVersion"],
  ])("%s", (_, spoil, said) => {
    const data = JSON.parse(good) as Loose;
    spoil(data);
    expect(() => parseRatingsJson(JSON.stringify(data), "x.json")).toThrow(said);
  });

  test.each([
    ["a broken time", 1, "1.5", "a wrong time"],
    ["a time before 1970", 1, "-5", "a wrong time"],
    ["a name of 300 letters", 2, "x".repeat(300), "a wrong rater"],
    ["a picture without a name", 3, "", "a wrong candidates.0.id"],
    ["a deviation below nothing", 6, "-1", "a wrong expected.std"],
    ["a model that is no hash", 7, "abc", 'a wrong model "abc"'],
  ])("%s in a table", (_, column, put, said) => {
    const candidate = { id: "1", values: [], latent: new Float32Array(2) };
    const record: RatingRecord = {
      time: 0,
      rater: "a",
      candidates: [candidate],
      rating: 1,
      expected: { mean: 1, std: 1 },
    };
    const [header, row] = formatRatingsCsv({ modelHash, space: bare, records: [record] }).split("\r\n");
    const spoiled = row.split(",").with(column, put).join();
    expect(() => parseRatingsCsv(`${header}\r\n${spoiled}\r\n`, bare, "x.csv")).toThrow(said);
  });
});

test("csvCell stops spreadsheets from reading a name as a formula", () => {
  const names = ["=1+1", "+cmd|x", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "＝1+1", "－cmd|x", "\n=1", "'=1"];
  const records = names.map((rater, time): RatingRecord => {
    const candidate = { id: rater, values: [], latent: Float32Array.of(-0.5, 2) };
    return { time, rater, candidates: [candidate], rating: -2 };
  });
  const ratings: RatingsFile = { modelHash, space: bare, records };
  const csv = formatRatingsCsv(ratings);
  for (const name of names) expect(csv.replaceAll('"', "")).toContain(`,'${name},'${name},-2,`);
  expect(csv).toContain(",-2,");
  expect(csv).toContain(",-0.5 2\r\n");
  expect(parseRatingsCsv(csv, bare, "x.csv")).toEqual(ratings);
});
