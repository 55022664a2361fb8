import { describe, expect, test } from "vitest";
import { attributesFromTags, type Attributes } from "../dataset/index.ts";
import { charactersSchema, sampleCharacterLabels } from "../synthetic/index.ts";
import { tagsFromLabels } from "../dataset/builtin/tags-from-labels.ts";
import { random } from "../tensor/index.ts";
import type { Candidate, DesignSpace } from "./candidate.ts";
import { blockStarts, embed } from "./embedding.ts";
import { removeCholeskyRow } from "../math/index.ts";
import { emptyProcess, addObservations } from "./gaussian-process.ts";
import { preferenceKernel, type KernelWeights } from "./preference-kernel.ts";
import { prepareLikelihood } from "./likelihood.ts";
import { covariance } from "./observation.ts";
import { normalCdf } from "./posterior.ts";
import { objectiveGradient, priorWeights } from "./optimize-weights.ts";
import {
  observeChoice,
  removeObservation,
  emptyPreferenceModel,
  predictRatings,
  observeRating,
  type Rating,
  type PreferenceModel,
} from "./preference-model.ts";

const labels = Array.from({ length: 200 }, (_, index) => sampleCharacterLabels(random(1, "characters", index)));
const columns = tagsFromLabels(charactersSchema, labels);
const attributes: Attributes = attributesFromTags(columns);
const space: DesignSpace = { attributes, latent: 6 };

function candidate(index: number, within: DesignSpace = space): Candidate {
  const values = within.attributes ? columns.map(({ values }) => values[index % 200]) : [];
  return { id: `${index}`, values, latent: random(3, "latent", index).normals(within.latent) };
}

/** Simulates a rater: likes glasses and a look to the left, with a little noise. */
function ratingOf({ values, latent }: Candidate, index: number): Rating {
  const liked = (values[4] ?? 0) * 2 - 0.5 - (values[8] ?? 0) / 60 + latent[0] + random(5, "whim", index).normal() / 2;
  return Math.max(-2, Math.min(2, Math.round(liked))) as Rating;
}

function taught(count: number, within: DesignSpace = space): PreferenceModel {
  let preference = emptyPreferenceModel(within);
  for (let at = 0; at < count; at++)
    preference = observeRating(preference, candidate(at, within), ratingOf(candidate(at, within), at));
  return preference;
}

/** Solves C·x = right by Gaussian elimination with pivots, independently of the code under test. */
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

function densePrediction(preference: PreferenceModel, fresh: Candidate): { mean: number; std: number } {
  const { observations, gp, events } = preference;
  const { prior } = gp;
  const matrix = observations.map((a, row) =>
    observations.map((b, column) => covariance(a, b, prior) + (row === column ? (a.noise ?? prior.weights.noise) : 0)),
  );
  const asked = { terms: [{ candidate: embed(preference.space, fresh), times: 1 }], event: events };
  const shared = observations.map((one) => covariance(asked, one, prior));
  const values = observations.map(({ value }) => value);
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, at) => sum + value * b[at], 0);
  const mean = dot(shared, denseSolve(matrix, values));
  const variance = covariance(asked, asked, prior) - dot(shared, denseSolve(matrix, shared));
  return { mean, std: Math.sqrt(variance) };
}

describe("preference model", () => {
  test.each([
    ["with attributes", space],
    ["of latents alone", { latent: 12 }],
  ])("%s: matches the posterior of a dense solve", (_, within) => {
    const preference = taught(40, within);
    for (const index of [0, 120, 121]) {
      const [found] = predictRatings(preference, [candidate(index, within)]);
      const dense = densePrediction(preference, candidate(index, within));
      expect(found.mean).toBeCloseTo(dense.mean, 8);
      expect(found.std).toBeCloseTo(dense.std, 8);
    }
  });

  test("incremental learning equals a fit from scratch, choices and new weights included", () => {
    let preference = taught(30);
    preference = observeChoice(
      preference,
      [40, 41, 42, 43, 44, 45, 46, 47, 48].map((index) => candidate(index)),
      4,
    );
    preference = observeRating(preference, candidate(50), 1);
    const { gp, observations } = preference;
    expect(gp.prior.weights).not.toEqual(priorWeights(space)); // the weights have changed on the way
    expect(observations).toHaveLength(39);
    const scratch = addObservations(emptyProcess(gp.prior), observations);
    for (const [row, numbers] of gp.factor.entries())
      numbers.forEach((value, column) => expect(value).toBeCloseTo(scratch.factor[row][column], 9));
    gp.forward.forEach((value, at) => expect(value).toBeCloseTo(scratch.forward[at], 9));
  });

  test("observeRating leaves the given model unchanged", () => {
    const before = taught(12);
    const [known] = predictRatings(before, [candidate(90)]);
    observeRating(before, candidate(90), 2);
    expect(predictRatings(before, [candidate(90)])[0]).toEqual(known);
  });

  test("removing a rating undoes it", () => {
    const all = taught(25);
    for (const event of [0, 11, 24]) {
      const less = removeObservation(all, event);
      const scratch = addObservations(emptyProcess(all.gp.prior), less.observations);
      expect(less.observations.map((one) => one.event)).not.toContain(event);
      less.gp.factor.forEach((row, at) =>
        row.forEach((value, column) => expect(value).toBeCloseTo(scratch.factor[at][column], 9)),
      );
      less.gp.forward.forEach((value, at) => expect(value).toBeCloseTo(scratch.forward[at], 9));
      expect(less.events).toBe(25);
    }
    expect(removeObservation(all, 99).observations).toEqual(all.observations);
  });

  test("removing a choice undoes all its observations", () => {
    const before = taught(10);
    const after = observeChoice(before, [candidate(60), candidate(61), candidate(62)], 0);
    expect(after.observations.length - before.observations.length).toBe(2);
    expect(removeObservation(after, before.events).observations).toEqual(before.observations);
  });

  test("a choice raises the chosen one and lowers the others", () => {
    const before = taught(10);
    const candidates = [60, 61, 62, 63, 64, 65, 66, 67, 68].map((index) => candidate(index));
    const means = (preference: PreferenceModel) => predictRatings(preference, candidates).map(({ mean }) => mean);
    const after = means(observeChoice(before, candidates, 3));
    const gap = (all: number[]) => all[3] - all.reduce((sum, mean) => sum + mean, 0) / 9;
    expect(gap(after)).toBeGreaterThan(gap(means(before)) + 0.2);
  });

  test("finds the attributes that matter", () => {
    const { attributes: found, drift } = taught(150).search.weights;
    const others = found.filter((_, at) => at !== 4 && at !== 8);
    expect(Math.min(found[4], found[8])).toBeGreaterThan(2 * Math.max(...others));
    expect(drift).toBeLessThan(0.1);
  });

  test("stays uncertain about unseen attributes", () => {
    const [unrated] = predictRatings(emptyPreferenceModel(space), [candidate(0)]);
    expect(unrated.mean).toBe(0);
    expect(unrated.std).toBeGreaterThan(1);
    const [known] = predictRatings(taught(60), [candidate(0)]);
    expect(known.std).toBeLessThan(0.8 * unrated.std);
  });

  test("unknown attribute values leave the prediction uncertain", () => {
    const unknown = { ...candidate(0), values: candidate(0).values.map(() => Number.NaN) };
    const other = { ...candidate(1), values: candidate(1).values.map(() => Number.NaN), latent: unknown.latent };
    const [one, two] = predictRatings(taught(20), [unknown, other]);
    expect(one).toEqual(two);
  });

  test("rejects candidates of another model", () => {
    expect(() => observeRating(emptyPreferenceModel(space), candidate(0, { latent: 6 }), 1)).toThrow("another model");
  });
});

describe("parts of the preference model", () => {
  test("the kernel is symmetric, and 1 for each unit weight with itself", () => {
    const weights: KernelWeights = {
      attributes: attributes.tags.map(() => 0.5),
      pairs: 0,
      latent: 0,
      drift: 0.5,
      noise: 1,
    };
    const prior = { weights, blocks: blockStarts(space) };
    const [a, b] = [embed(space, candidate(1)), embed(space, candidate(2))];
    expect(preferenceKernel(a, b, prior, 3)).toBe(preferenceKernel(b, a, prior, -3));
    expect(preferenceKernel(a, a, prior, 0)).toBeCloseTo(1 + 0.5 * 10, 12);
    expect(preferenceKernel(a, a, prior, 1e6)).toBeCloseTo(0.5 * (1 + 0.5 * 10), 12);
    // every pair of ten attributes, once
    const paired = { ...prior, weights: { ...weights, pairs: 2 } };
    expect(preferenceKernel(a, a, paired, 0) - preferenceKernel(a, a, prior, 0)).toBeCloseTo(2 * 45 * 0.25, 12);
  });

  test("the gradient matches finite differences of log likelihood and log prior", () => {
    const { observations, gp } = observeChoice(taught(20), [candidate(30), candidate(31), candidate(32)], 1);
    const blocks = blockStarts(space);
    const usual = priorWeights(space);
    const weights = gp.prior.weights;
    const log = ({ attributes: own, pairs, latent, drift, noise }: KernelWeights) =>
      [...own, pairs, latent, drift / (1 - drift), noise].map(Math.log);
    const back = (numbers: number[]): KernelWeights => {
      const [pairs, latent, odds, noise] = numbers.slice(10).map(Math.exp);
      return { attributes: numbers.slice(0, 10).map(Math.exp), pairs, latent, drift: odds / (1 + odds), noise };
    };
    const stds = [...usual.attributes.map(() => 1), 1, 1, 1, 0.5];
    const height = (numbers: number[]): number => {
      const { factor, forward } = addObservations(emptyProcess({ weights: back(numbers), blocks }), observations);
      const likelihood = factor.reduce((sum, row, at) => sum - Math.log(row[at]) - 0.5 * forward[at] ** 2, 0);
      return log(usual).reduce((sum, mean, at) => sum - 0.5 * ((numbers[at] - mean) / stds[at]) ** 2, likelihood);
    };
    const found = objectiveGradient(prepareLikelihood(observations, blocks), weights);
    log(weights).forEach((_, at) => {
      const moved = (by: number) => height(log(weights).map((value, place) => value + (place === at ? by : 0)));
      expect(found[at]).toBeCloseTo((moved(1e-4) - moved(-1e-4)) / 2e-4, 4);
    });
  });

  test("removing the last row of a Cholesky factor leaves the others", () => {
    const { factor } = taught(6).gp;
    expect(removeCholeskyRow(factor, 5)).toEqual(factor.slice(0, 5));
  });

  test("normalCdf matches tables", () => {
    expect(normalCdf(0)).toBeCloseTo(0.5, 7);
    expect(normalCdf(1.96)).toBeCloseTo(0.9750021, 6);
    expect(normalCdf(-1)).toBeCloseTo(0.1586553, 6);
  });
});
