/**
 * `npm run bench:preference`: measures how fast a preference model learns from simulated raters, whose hidden
 * preference scores what is shown and is not visible to the learner; beside a Bayesian linear model and random drawing.
 *
 * `npm run bench:preference -- --raters 50 --kinds additive,combination,latent,drifting --systems omakase,random`
 * `npm run bench:preference -- --time yes` measures how long a rating and a choice take after 1,000 ratings.
 *
 * Columns: the share of truly Good pictures among those shown as ratings 1–10, 21–30, 51–60 and 91–100, and how many
 * attributes differ between those shown as ratings 21–60, beside random drawing. With 95 % intervals over raters.
 */
import { designDistance, typicalDistance } from "../dist/preference/index.js";
import { parseBenchOptions } from "./parse-bench-options.mjs";
import { characterDesignSpace, simulatedRater } from "./preference/simulated-raters.mjs";
import { preferenceLearners } from "./preference/preference-learners.mjs";
import { timePreference } from "./preference/time-preference.mjs";

const settings = parseBenchOptions({
  kinds: "additive,combination,latent,drifting",
  systems: Object.keys(preferenceLearners).join(","),
  raters: 50,
  ratings: 100,
  seed: 1000,
  grades: 5,
  whim: 0.4,
  good: 0.2,
  exploitation: -1,
  variety: -1,
  nine: "no",
  time: "no",
  json: "no",
});
const space = characterDesignSpace();
const splitNames = (words) => words.split(",");
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean and half the width of its 95 % interval. */
function estimate(values) {
  const middle = mean(values);
  const std = Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
  return { mean: middle, half: (1.96 * std) / Math.sqrt(values.length) };
}

/** One rater and one system: whether each card was truly Good, and how much cards differed. */
function runSession(kind, name, seed) {
  const { grades, whim, good, ratings, exploitation, variety } = settings;
  const somebody = simulatedRater(space, kind, seed, { grades, whim, good });
  const chosen = { ...(exploitation >= 0 && { exploitation }), ...(variety >= 0 && { variety }) };
  const system = preferenceLearners[name](space, seed, chosen);
  const shown = [];
  const truth = [];
  for (let time = 0; shown.length < ratings; time++) {
    const candidates = system.next(shown, settings.nine === "yes" ? 9 : 1);
    for (const candidate of candidates) truth.push(somebody.isGood(candidate, time) ? 1 : 0);
    if (candidates.length > 1) system.learnBest(candidates, somebody.best(candidates, time));
    else system.learn(candidates[0], somebody.rate(candidates[0], time));
    shown.push(...candidates);
  }
  const some = shown.slice(20, 60);
  const apart = some.flatMap((a, at) => some.slice(0, at).map((b) => designDistance(space, a, b)));
  return { truth, variety: mean(apart) / typicalDistance(space) };
}

if (settings.time === "yes") {
  await timePreference(space, settings);
} else {
  const windows = [
    [0, 10],
    [20, 30],
    [50, 60],
    [90, 100],
  ].filter(([, end]) => end <= settings.ratings);
  for (const kind of splitNames(settings.kinds))
    for (const name of splitNames(settings.systems)) {
      const sessions = Array.from({ length: settings.raters }, (_, at) => runSession(kind, name, settings.seed + at));
      const row = {
        kind,
        system: name,
        raters: settings.raters,
        good: Object.fromEntries(
          windows.map(([from, to]) => [
            `${from + 1}–${to}`,
            estimate(sessions.map(({ truth }) => mean(truth.slice(from, to)))),
          ]),
        ),
        variety: estimate(sessions.map(({ variety }) => variety)),
      };
      if (settings.json === "yes") console.log(JSON.stringify(row));
      else {
        const percent = ({ mean: middle, half }) =>
          `${(100 * middle).toFixed(0)} ± ${(100 * half).toFixed(0)} %`.padStart(12);
        const cells = Object.values(row.good).map(percent).join(" ");
        console.log(`${kind.padEnd(12)} ${name.padEnd(16)} ${cells}   variety ${percent(row.variety)}`);
      }
    }
}
