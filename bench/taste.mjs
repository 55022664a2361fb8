/**
 * `npm run bench:taste`: how fast a taste is learned from simulated raters, whose hidden preference scores what is shown
 * and is out of reach of what learns. Beside it a plain Bayesian linear model and drawing by lot.
 *
 * `npm run bench:taste -- --raters 50 --kinds additive,combination,latent,drifting --systems omakase,random`
 * `npm run bench:taste -- --time yes` measures how long a rating and a choice take after 1,000 ratings.
 *
 * Columns: the share of truly Good pictures among those shown as ratings 1–10, 21–30, 51–60 and 91–100, and how many
 * attributes differ between those shown as ratings 21–60, beside drawing by lot. With 95 % intervals over raters.
 */
import { cardDifference, usualDifference } from "omakase";
import { options } from "./options.mjs";
import { characterSpace, rater } from "./taste/raters.mjs";
import { systems } from "./taste/systems.mjs";
import { timeTaste } from "./taste/time.mjs";

const given = options({
  kinds: "additive,combination,latent,drifting",
  systems: Object.keys(systems).join(","),
  raters: 50,
  ratings: 100,
  seed: 1000,
  grades: 5,
  whim: 0.4,
  good: 0.2,
  liking: -1,
  variety: -1,
  nine: "no",
  time: "no",
  json: "no",
});
const space = characterSpace();
const list = (words) => words.split(",");
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean and half the width of its 95 % interval. */
function estimate(values) {
  const middle = mean(values);
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
  return { mean: middle, half: (1.96 * deviation) / Math.sqrt(values.length) };
}

/** One rater and one system: whether each card was truly Good, and how much cards differed. */
function session(kind, name, seed) {
  const { grades, whim, good, ratings, liking, variety } = given;
  const somebody = rater(space, kind, seed, { grades, whim, good });
  const chosen = { ...(liking >= 0 && { liking }), ...(variety >= 0 && { variety }) };
  const system = systems[name](space, seed, chosen);
  const shown = [];
  const truth = [];
  for (let time = 0; shown.length < ratings; time++) {
    const cards = system.next(shown, given.nine === "yes" ? 9 : 1);
    for (const card of cards) truth.push(somebody.isGood(card, time) ? 1 : 0);
    if (cards.length > 1) system.learnBest(cards, somebody.best(cards, time));
    else system.learn(cards[0], somebody.rate(cards[0], time));
    shown.push(...cards);
  }
  const some = shown.slice(20, 60);
  const apart = some.flatMap((a, at) => some.slice(0, at).map((b) => cardDifference(space, a, b)));
  return { truth, variety: mean(apart) / usualDifference(space) };
}

if (given.time === "yes") {
  await timeTaste(space, given);
} else {
  const windows = [
    [0, 10],
    [20, 30],
    [50, 60],
    [90, 100],
  ].filter(([, end]) => end <= given.ratings);
  for (const kind of list(given.kinds))
    for (const name of list(given.systems)) {
      const sessions = Array.from({ length: given.raters }, (_, at) => session(kind, name, given.seed + at));
      const row = {
        kind,
        system: name,
        raters: given.raters,
        good: Object.fromEntries(
          windows.map(([from, to]) => [
            `${from + 1}–${to}`,
            estimate(sessions.map(({ truth }) => mean(truth.slice(from, to)))),
          ]),
        ),
        variety: estimate(sessions.map(({ variety }) => variety)),
      };
      if (given.json === "yes") console.log(JSON.stringify(row));
      else {
        const percent = ({ mean: middle, half }) =>
          `${(100 * middle).toFixed(0)} ± ${(100 * half).toFixed(0)} %`.padStart(12);
        const cells = Object.values(row.good).map(percent).join(" ");
        console.log(`${kind.padEnd(12)} ${name.padEnd(16)} ${cells}   variety ${percent(row.variety)}`);
      }
    }
}
