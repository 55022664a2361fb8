import { chooseBest, chooseCards, newTaste, rate, random } from "omakase";
import { plainCard } from "./raters.mjs";

/** What is compared. Each sees ratings only: `next(shown, time)` gives a card, `learn(card, rating)` takes its rating. */
export const systems = {
  omakase: (space, seed, options) => {
    let taste = newTaste(space);
    return {
      next: (shown, count = 1) => chooseCards(taste, { seed, shown, count, ...options }),
      learn: (card, rating) => (taste = rate(taste, card, rating)),
      learnBest: (cards, best) => (taste = chooseBest(taste, cards, best)),
      taste: () => taste,
    };
  },
  "linear greedy": (space, seed) => linear(space, seed, 0),
  "linear Thompson": (space, seed) => linear(space, seed, 1),
  random: (space, seed) => {
    let drawn = 0;
    return { next: () => [plainCard(space, random(seed, "random", drawn++))], learn() {} };
  },
};

/**
 * A plain Bayesian linear model: one weight a choice, a number and its square, a latent; weights N(0, 1/3), noise 0.5;
 * of 400 cards drawn by lot that with the highest mean, or the highest value under one sample of the weights.
 */
function linear(space, seed, spread) {
  const { tags } = space.attributes;
  const features = ({ values, latent }) => [
    1,
    ...tags.flatMap(({ kind, choices, mean, deviation }, at) => {
      const x = (values[at] - mean) / deviation;
      return kind === "number"
        ? [x, (x * x - 1) / Math.SQRT2]
        : choices.map((_, place) => (place === values[at] ? 1 : 0));
    }),
    ...Array.from(latent, (value) => value / Math.sqrt(latent.length)),
  ];
  const width = features(plainCard(space, random(1, "x"))).length;
  const covariance = Array.from({ length: width }, (_, row) =>
    Float64Array.from({ length: width }, (_, at) => (row === at ? 1 / 3 : 0)),
  );
  const mean = new Float64Array(width);
  const dot = (a, b) => a.reduce((sum, value, at) => sum + value * b[at], 0);
  let time = 0;
  return {
    next() {
      const stream = random(seed, "linear", time++);
      const weights = spread === 0 ? mean : sample(mean, covariance, stream);
      const cards = Array.from({ length: 400 }, () => plainCard(space, stream));
      const scores = cards.map((card) => dot(features(card), weights));
      return [cards[scores.indexOf(Math.max(...scores))]];
    },
    learn(card, rating) {
      const x = features(card);
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

function sample(mean, covariance, stream) {
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
