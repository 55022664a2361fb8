import { random } from "omakase";
import {
  observeChoice,
  suggestNext,
  suggestSet,
  emptyPreferenceModel,
  observeRating,
} from "../../dist/preference/index.js";
import { samplePlainDesign } from "./simulated-raters.mjs";

/** Learners under comparison. Each sees ratings only: `next(history, time)` gives a card, `learn(candidate, rating)` takes its rating. */
export const preferenceLearners = {
  omakase: (space, seed, options) => {
    let preference = emptyPreferenceModel(space);
    return {
      next: (history, count = 1) =>
        count > 1
          ? suggestSet(preference, history, count, { seed, variety: 0.9, spares: 7, ...options })
          : suggestNext(preference, history, { seed, spares: 3, ...options }),
      learn: (candidate, rating) => (preference = observeRating(preference, candidate, rating)),
      learnBest: (candidates, best) => (preference = observeChoice(preference, candidates, best)),
      preference: () => preference,
    };
  },
  "linear greedy": (space, seed) => bayesianLinearLearner(space, seed, 0),
  "linear Thompson": (space, seed) => bayesianLinearLearner(space, seed, 1),
  random: (space, seed) => {
    let drawn = 0;
    return { next: () => [{ candidate: samplePlainDesign(space, random(seed, "random", drawn++)) }], learn() {} };
  },
};

/**
 * A plain Bayesian linear model: one weight a choice, a number and its square, a latent; weights N(0, 1/3), noise 0.5;
 * suggests, of 400 random candidates, the one with the highest mean, or the highest value under one sample of the weights.
 */
function bayesianLinearLearner(space, seed, spread) {
  const { tags } = space.attributes;
  const features = ({ values, latent }) => [
    1,
    ...tags.flatMap(({ kind, choices, mean, std }, at) => {
      const x = (values[at] - mean) / std;
      return kind === "number"
        ? [x, (x * x - 1) / Math.SQRT2]
        : choices.map((_, place) => (place === values[at] ? 1 : 0));
    }),
    ...Array.from(latent, (value) => value / Math.sqrt(latent.length)),
  ];
  const width = features(samplePlainDesign(space, random(1, "x"))).length;
  const covariance = Array.from({ length: width }, (_, row) =>
    Float64Array.from({ length: width }, (_, at) => (row === at ? 1 / 3 : 0)),
  );
  const mean = new Float64Array(width);
  const dot = (a, b) => a.reduce((sum, value, at) => sum + value * b[at], 0);
  let time = 0;
  return {
    next() {
      const stream = random(seed, "linear", time++);
      const weights = spread === 0 ? mean : sampleNormal(mean, covariance, stream);
      const candidates = Array.from({ length: 400 }, () => samplePlainDesign(space, stream));
      const scores = candidates.map((candidate) => dot(features(candidate), weights));
      return [{ candidate: candidates[scores.indexOf(Math.max(...scores))] }];
    },
    learn(candidate, rating) {
      const x = features(candidate);
      const gain = covariance.map((row) => dot(x, row));
      const variance = dot(x, gain) + 0.5;
      const surprise = rating - dot(x, mean);
      for (let row = 0; row < width; row++) {
        mean[row] += (gain[row] / variance) * surprise;
        for (let at = 0; at < width; at++) covariance[row][at] -= (gain[row] * gain[at]) / variance;
      }
    },
  };
}

function sampleNormal(mean, covariance, stream) {
  const width = mean.length;
  const root = covariance.map(() => new Float64Array(width));
  for (let row = 0; row < width; row++)
    for (let column = 0; column <= row; column++) {
      let value = covariance[row][column] + (row === column ? 1e-9 : 0);
      for (let at = 0; at < column; at++) value -= root[row][at] * root[column][at];
      root[row][column] = row === column ? Math.sqrt(value) : value / root[column][column];
    }
  const normal = stream.normals(width);
  return mean.map((value, row) => value + root[row].reduce((sum, number, at) => sum + number * normal[at], 0));
}
