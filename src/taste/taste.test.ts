import { describe, expect, test } from "vitest";
import { attributesOf, charactersSchema, drawCharacterLabels, type Attributes } from "../dataset/index.ts";
import { labelTags } from "../dataset/label-schema.ts";
import { random } from "../tensor/index.ts";
import type { Card, CardSpace } from "./card.ts";
import { blocksOf, embed } from "./embedding.ts";
import { removeRow } from "./factor.ts";
import { emptyFit, extendFit } from "./fit.ts";
import { kernel, type TasteWeights } from "./kernel.ts";
import { likelihood } from "./likelihood.ts";
import { covariance } from "./observation.ts";
import { normalBelow } from "./posterior.ts";
import { slopesOf, usualWeights } from "./search-weights.ts";
import { chooseBest, forget, newTaste, predict, rate, type Rating, type Taste } from "./taste.ts";

const labels = Array.from({ length: 200 }, (_, index) => drawCharacterLabels(random(1, "characters", index)));
const columns = labelTags(charactersSchema, labels);
const attributes: Attributes = attributesOf(columns);
const space: CardSpace = { attributes, latent: 6 };

function card(index: number, within: CardSpace = space): Card {
  const values = within.attributes ? columns.map(({ values }) => values[index % 200]) : [];
  return { id: `${index}`, values, latent: random(3, "latent", index).normals(within.latent) };
}

/** Likes glasses and looking left; a little noise. */
function ratingOf({ values, latent }: Card, index: number): Rating {
  const liked = (values[4] ?? 0) * 2 - 0.5 - (values[8] ?? 0) / 60 + latent[0] + random(5, "whim", index).normal() / 2;
  return Math.max(-2, Math.min(2, Math.round(liked))) as Rating;
}

function taught(count: number, within: CardSpace = space): Taste {
  let taste = newTaste(within);
  for (let at = 0; at < count; at++) taste = rate(taste, card(at, within), ratingOf(card(at, within), at));
  return taste;
}

/** C⁻¹·right by Gaussian elimination with pivots: another way than the code under test. */
function denseSolve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]]);
  for (let column = 0; column < rows.length; column++) {
    let pivot = column;
    for (let row = column; row < rows.length; row++)
      if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    for (let row = 0; row < rows.length; row++) {
      if (row === column) continue;
      const times = rows[row][column] / rows[column][column];
      for (let at = column; at < rows[row].length; at++) rows[row][at] -= times * rows[column][at];
    }
  }
  return rows.map((row, at) => row[rows.length] / row[at]);
}

function densePrediction(taste: Taste, fresh: Card): { mean: number; deviation: number } {
  const { observations, fit, events } = taste;
  const { prior } = fit;
  const matrix = observations.map((a, row) =>
    observations.map((b, column) => covariance(a, b, prior) + (row === column ? (a.noise ?? prior.weights.noise) : 0)),
  );
  const asked = { terms: [{ card: embed(taste.space, fresh), times: 1 }], event: events };
  const shared = observations.map((one) => covariance(asked, one, prior));
  const values = observations.map(({ value }) => value);
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, at) => sum + value * b[at], 0);
  const mean = dot(shared, denseSolve(matrix, values));
  const variance = covariance(asked, asked, prior) - dot(shared, denseSolve(matrix, shared));
  return { mean, deviation: Math.sqrt(variance) };
}

describe("a taste", () => {
  test.each([
    ["with attributes", space],
    ["of latents alone", { latent: 12 }],
  ])("%s is the posterior of a dense solve", (_, within) => {
    const taste = taught(40, within);
    for (const index of [0, 120, 121]) {
      const [found] = predict(taste, [card(index, within)]);
      const dense = densePrediction(taste, card(index, within));
      expect(found.mean).toBeCloseTo(dense.mean, 8);
      expect(found.deviation).toBeCloseTo(dense.deviation, 8);
    }
  });

  test("learned one by one is the same as from scratch, choices and new weights included", () => {
    let taste = taught(30);
    taste = chooseBest(
      taste,
      [40, 41, 42, 43, 44, 45, 46, 47, 48].map((index) => card(index)),
      4,
    );
    taste = rate(taste, card(50), 1);
    const { fit, observations } = taste;
    expect(fit.prior.weights).not.toEqual(usualWeights(space)); // it has changed its mind on the way
    expect(observations).toHaveLength(39);
    const scratch = extendFit(emptyFit(fit.prior), observations);
    for (const [row, numbers] of fit.factor.entries())
      numbers.forEach((value, column) => expect(value).toBeCloseTo(scratch.factor[row][column], 9));
    fit.forward.forEach((value, at) => expect(value).toBeCloseTo(scratch.forward[at], 9));
  });

  test("leaves the taste before a rating as it was", () => {
    const before = taught(12);
    const [known] = predict(before, [card(90)]);
    rate(before, card(90), 2);
    expect(predict(before, [card(90)])[0]).toEqual(known);
  });

  test("forgets a rating as if it had never been", () => {
    const all = taught(25);
    for (const event of [0, 11, 24]) {
      const less = forget(all, event);
      const scratch = extendFit(emptyFit(all.fit.prior), less.observations);
      expect(less.observations.map((one) => one.event)).not.toContain(event);
      less.fit.factor.forEach((row, at) =>
        row.forEach((value, column) => expect(value).toBeCloseTo(scratch.factor[at][column], 9)),
      );
      less.fit.forward.forEach((value, at) => expect(value).toBeCloseTo(scratch.forward[at], 9));
      expect(less.events).toBe(25);
    }
    expect(forget(all, 99).observations).toEqual(all.observations);
  });

  test("forgets a choice whole", () => {
    const before = taught(10);
    const after = chooseBest(before, [card(60), card(61), card(62)], 0);
    expect(after.observations.length - before.observations.length).toBe(2);
    expect(forget(after, before.events).observations).toEqual(before.observations);
  });

  test("likes the chosen one better, and the others less, than before", () => {
    const before = taught(10);
    const cards = [60, 61, 62, 63, 64, 65, 66, 67, 68].map((index) => card(index));
    const means = (taste: Taste) => predict(taste, cards).map(({ mean }) => mean);
    const after = means(chooseBest(before, cards, 3));
    const gap = (all: number[]) => all[3] - all.reduce((sum, mean) => sum + mean, 0) / 9;
    expect(gap(after)).toBeGreaterThan(gap(means(before)) + 0.2);
  });

  test("finds out what counts", () => {
    const { attributes: found, drift } = taught(150).search.weights;
    const others = found.filter((_, at) => at !== 4 && at !== 8);
    expect(Math.min(found[4], found[8])).toBeGreaterThan(2 * Math.max(...others));
    expect(drift).toBeLessThan(0.1);
  });

  test("says nothing certain about what it has not seen", () => {
    const [stranger] = predict(newTaste(space), [card(0)]);
    expect(stranger.mean).toBe(0);
    expect(stranger.deviation).toBeGreaterThan(1);
    const [known] = predict(taught(60), [card(0)]);
    expect(known.deviation).toBeLessThan(0.8 * stranger.deviation);
  });

  test("knows nothing of what is not known about a picture", () => {
    const unknown = { ...card(0), values: card(0).values.map(() => Number.NaN) };
    const other = { ...card(1), values: card(1).values.map(() => Number.NaN), latent: unknown.latent };
    const [one, two] = predict(taught(20), [unknown, other]);
    expect(one).toEqual(two);
  });

  test("refuses cards of another model", () => {
    expect(() => rate(newTaste(space), card(0, { latent: 6 }), 1)).toThrow("another model");
  });
});

describe("its parts", () => {
  test("a kernel is symmetric, and 1 of each weight with itself", () => {
    const weights: TasteWeights = {
      attributes: attributes.tags.map(() => 0.5),
      pairs: 0,
      latent: 0,
      drift: 0.5,
      noise: 1,
    };
    const prior = { weights, blocks: blocksOf(space) };
    const [a, b] = [embed(space, card(1)), embed(space, card(2))];
    expect(kernel(a, b, prior, 3)).toBe(kernel(b, a, prior, -3));
    expect(kernel(a, a, prior, 0)).toBeCloseTo(1 + 0.5 * 10, 12);
    expect(kernel(a, a, prior, 1e6)).toBeCloseTo(0.5 * (1 + 0.5 * 10), 12);
    // every pair of ten attributes, once
    const paired = { ...prior, weights: { ...weights, pairs: 2 } };
    expect(kernel(a, a, paired, 0) - kernel(a, a, prior, 0)).toBeCloseTo(2 * 45 * 0.25, 12);
  });

  test("slopes are those of the likelihood and of what is believed of weights", () => {
    const { observations, fit } = chooseBest(taught(20), [card(30), card(31), card(32)], 1);
    const blocks = blocksOf(space);
    const usual = usualWeights(space);
    const weights = fit.prior.weights;
    const log = ({ attributes: own, pairs, latent, drift, noise }: TasteWeights) =>
      [...own, pairs, latent, drift / (1 - drift), noise].map(Math.log);
    const back = (numbers: number[]): TasteWeights => {
      const [pairs, latent, odds, noise] = numbers.slice(10).map(Math.exp);
      return { attributes: numbers.slice(0, 10).map(Math.exp), pairs, latent, drift: odds / (1 + odds), noise };
    };
    const deviations = [...usual.attributes.map(() => 1), 1, 1, 1, 0.5];
    const height = (numbers: number[]): number => {
      const { factor, forward } = extendFit(emptyFit({ weights: back(numbers), blocks }), observations);
      const likelihood = factor.reduce((sum, row, at) => sum - Math.log(row[at]) - 0.5 * forward[at] ** 2, 0);
      return log(usual).reduce((sum, mean, at) => sum - 0.5 * ((numbers[at] - mean) / deviations[at]) ** 2, likelihood);
    };
    const found = slopesOf(likelihood(observations, blocks), weights);
    log(weights).forEach((_, at) => {
      const moved = (by: number) => height(log(weights).map((value, place) => value + (place === at ? by : 0)));
      expect(found[at]).toBeCloseTo((moved(1e-4) - moved(-1e-4)) / 2e-4, 4);
    });
  });

  test("a factor loses its last row and nothing else", () => {
    const { factor } = taught(6).fit;
    expect(removeRow(factor, 5)).toEqual(factor.slice(0, 5));
  });

  test("chances are those of tables", () => {
    expect(normalBelow(0)).toBeCloseTo(0.5, 7);
    expect(normalBelow(1.96)).toBeCloseTo(0.9750021, 6);
    expect(normalBelow(-1)).toBeCloseTo(0.1586553, 6);
  });
});
