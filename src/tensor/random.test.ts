import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random, type Random } from "./random.ts";

const count = 200_000;
const series = (next: (stream: Random) => number, stream = random(1, "test")): Float64Array =>
  Float64Array.from({ length: count }, () => next(stream));
const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value) / values.length;
const moment = (values: Float64Array, power: number): number => mean(values.map((value) => value ** power));

/** Σ (seen − expected)² / expected: with `cells` equally likely cells about cells − 1, give or take √(2 · cells). */
function chiSquare(values: Float64Array, cellOf: (value: number) => number, cells: number): number {
  const seen = new Float64Array(cells);
  for (const value of values) seen[cellOf(value)]++;
  const expected = values.length / cells;
  return seen.reduce((sum, some) => sum + (some - expected) ** 2 / expected, 0);
}

// Bounds below are five standard deviations: the seed is fixed, and another one would pass as well.
describe("uniform", () => {
  const values = series((stream) => stream.uniform());

  it("stays in [0, 1) and fills it evenly", () => {
    expect(Math.min(...values.subarray(0, 1000))).toBeGreaterThanOrEqual(0);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(mean(values)).toBeCloseTo(0.5, 2);
    expect(chiSquare(values, (value) => Math.floor(value * 256), 256)).toBeLessThan(255 + 5 * Math.sqrt(512));
  });

  it("has uncorrelated neighbours", () => {
    const products = values.subarray(1).map((value, at) => (value - 0.5) * (values[at] - 0.5));
    expect(Math.abs(mean(products))).toBeLessThan(5 / 12 / Math.sqrt(count));
  });
});

describe("normal", () => {
  const values = series((stream) => stream.normal());

  it("has the moments of N(0, 1)", () => {
    expect(Math.abs(mean(values))).toBeLessThan(5 / Math.sqrt(count));
    expect(Math.abs(moment(values, 2) - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
    expect(Math.abs(moment(values, 3))).toBeLessThan(5 * Math.sqrt(15 / count));
    expect(Math.abs(moment(values, 4) - 3)).toBeLessThan(5 * Math.sqrt(96 / count));
  });

  it("has the right tails beyond 1, 2 and 3 standard deviations", () => {
    for (const [bound, share] of [
      [1, 0.3173105],
      [2, 0.0455003],
      [3, 0.0026998],
    ]) {
      const seen = values.filter((value) => Math.abs(value) > bound).length / count;
      expect(Math.abs(seen - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / count));
    }
  });

  it("has uncorrelated numbers in a pair", () => {
    const pairs = Float64Array.from({ length: count / 2 }, (_, at) => values[2 * at] * values[2 * at + 1]);
    expect(Math.abs(mean(pairs))).toBeLessThan(5 / Math.sqrt(count / 2));
    const squares = pairs.map((_, at) => (values[2 * at] ** 2 - 1) * (values[2 * at + 1] ** 2 - 1));
    expect(Math.abs(mean(squares))).toBeLessThan((5 * 2) / Math.sqrt(count / 2));
  });
});

describe("integer and permutation", () => {
  it("give every number equally often", () => {
    const values = series((stream) => stream.integer(7));
    expect(values.every((value) => Number.isInteger(value) && value >= 0 && value < 7)).toBe(true);
    expect(chiSquare(values, (value) => value, 7)).toBeLessThan(6 + 5 * Math.sqrt(14));
  });

  it("give every permutation of four equally often", () => {
    const stream = random(1, "orders");
    const orders = new Map<string, number>();
    for (let at = 0; at < 24_000; at++) {
      const order = stream.permutation(4).join("");
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(24);
    const far = [...orders.values()].reduce((sum, seen) => sum + (seen - 1000) ** 2 / 1000, 0);
    expect(far).toBeLessThan(23 + 5 * Math.sqrt(46));
  });

  it("contain each number once", () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(), (length, seed) => {
        const order = random(seed, "order").permutation(length);
        expect(order.toSorted()).toEqual(Uint32Array.from({ length }, (_, at) => at));
      }),
      { seed: 1 },
    );
  });
});

describe("streams", () => {
  const bits = (stream: Random): number[] => Array.from({ length: 8 }, () => stream.uniform());

  it("give the same numbers for the same seed, purpose and index", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.string(), fc.maxSafeNat(), (seed, purpose, index) => {
        expect(bits(random(seed, purpose, index))).toEqual(bits(random(seed, purpose, index)));
      }),
      { seed: 1 },
    );
  });

  it("differ for another seed, purpose or index, also beyond 32 bits", () => {
    const streams = [
      random(1, "a"),
      random(2, "a"),
      random(1 + 2 ** 32, "a"),
      random(1, "b"),
      random(1, "aa"),
      random(1, "あ"),
      random(1, "a", 1),
      random(1, "a", 2 ** 32),
    ].map((stream) => bits(stream).join());
    expect(new Set(streams).size).toBe(streams.length);
  });

  it.each([
    ["purposes", (at: number) => random(1, `purpose ${at}`)],
    ["indices", (at: number) => random(1, "test", at)],
    ["seeds", (at: number) => random(at, "test")],
  ])("of neighbouring %s are independent", (_, open) => {
    const [a, b] = [series((stream) => stream.normal(), open(0)), series((stream) => stream.normal(), open(1))];
    expect(Math.abs(mean(a.map((value, at) => value * b[at])))).toBeLessThan(5 / Math.sqrt(count));
    const firsts = Float64Array.from({ length: 20_000 }, (_, at) => open(at).uniform());
    expect(chiSquare(firsts, (value) => Math.floor(value * 64), 64)).toBeLessThan(63 + 5 * Math.sqrt(128));
  });

  it("never change, as recipes depend on them", () => {
    expect(bits(random(7, "latent")).map((value) => Math.floor(value * 2 ** 32))).toMatchInlineSnapshot(`
      [
        1937126942,
        1002145474,
        2646016282,
        57092625,
        3666966426,
        2675550498,
        1086680697,
        1533280661,
      ]
    `);
    expect([...random(7, "latent", 3).normals(4)]).toMatchInlineSnapshot(`
      [
        0.5495463013648987,
        -0.09646132588386536,
        0.8809201717376709,
        0.5901286005973816,
      ]
    `);
    expect([...random(2 ** 40 + 5, "形", 2 ** 33).permutation(8)]).toMatchInlineSnapshot(`
      [
        0,
        5,
        6,
        7,
        3,
        1,
        2,
        4,
      ]
    `);
  });

  it("fill arrays with the same numbers as single draws", () => {
    const [whole, single] = [random(1, "a"), random(1, "a")];
    expect([...whole.normals(5)]).toEqual(Array.from({ length: 5 }, () => Math.fround(single.normal())));
    const [low, high] = [random(1, "b"), random(1, "b")];
    expect([...low.uniforms(5, -2, 4)]).toEqual(Array.from({ length: 5 }, () => Math.fround(-2 + 6 * high.uniform())));
  });

  it.each([-1, 0.5, NaN, 2 ** 53])("reject a seed or index of %d", (value) => {
    expect(() => random(value, "a")).toThrow(/^seed: expected a whole number/);
    expect(() => random(1, "a", value)).toThrow(/^index: expected a whole number/);
  });
});
