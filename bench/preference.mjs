/**
 * `npm run bench:preference`: measures how fast a preference model learns from simulated raters, whose hidden
 * preference scores what is shown and is not visible to the learner; beside a Bayesian linear model and random drawing.
 *
 * `npm run bench:preference -- --raters 50 --kinds additive,combination,latent,drifting --systems omakase,random`
 * `npm run bench:preference -- --model characters --raters 3 --ratings 30 --systems omakase,random` draws each card by a
 * model that comes along, and counts the share that the studio calls broken, spares taken into account.
 * `npm run bench:preference -- --time yes` measures how long a rating and a choice take after 1,000 ratings.
 *
 * Columns: the share of truly Good pictures among those shown as ratings 1–10, 21–30, 51–60 and 91–100, and how many
 * attributes differ between those shown as ratings 21–60, beside random drawing. Then the shares of cards with an unusual
 * number, of contrasts, and of pairs that are too alike, with 95 % intervals over raters; and how many traits the model
 * claims to be liked or not at 95 % confidence, how many of these wrongly, and how many without having tested them.
 */
import { designDistance, typicalDistance } from "../dist/preference/index.js";
import { parseBenchOptions } from "./parse-bench-options.mjs";
import { openCardModel } from "./preference/open-model.mjs";
import { judgeCards, judgeClaims } from "./preference/judge-session.mjs";
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
  model: "",
  time: "no",
  json: "no",
});
const model = settings.model && (await openCardModel(settings.model));
const space = model ? model.space : characterDesignSpace();
const splitNames = (words) => words.split(",");
const sum = (rows, key) => rows.reduce((all, row) => all + (row[key] ?? 0), 0);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean and half the width of its 95 % interval. */
function estimate(values) {
  const middle = mean(values);
  const std = Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
  return { mean: middle, half: (1.96 * std) / Math.sqrt(values.length) };
}

/** Takes of each suggestion and its spares the first that the model draws unbroken; without a model, the first. */
async function chooseUnbroken(all, count) {
  if (!model) return { suggested: all.slice(0, count), brokenCount: 0 };
  const isBroken = await model.areBroken(all.map(({ candidate }) => candidate));
  const order = [...all.keys()].sort((a, b) => isBroken[a] - isBroken[b] || a - b).slice(0, count);
  return { suggested: order.map((at) => all[at]), brokenCount: order.filter((at) => isBroken[at]).length };
}

/** One rater and one system: whether each card was truly Good, and how much cards differed. */
async function runSession(kind, name, seed) {
  const { grades, whim, good, ratings, exploitation, variety } = settings;
  const somebody = simulatedRater(space, kind, seed, { grades, whim, good });
  const chosen = { ...(exploitation >= 0 && { exploitation }), ...(variety >= 0 && { variety }) };
  const system = preferenceLearners[name](space, seed, chosen);
  const shown = [];
  const truth = [];
  let [contrasts, broken, time] = [0, 0, 0];
  for (; shown.length < ratings; time++) {
    const count = settings.nine === "yes" ? 9 : 1;
    const { suggested, brokenCount } = await chooseUnbroken(system.next(shown, count), count);
    broken += brokenCount;
    contrasts += suggested.filter(({ isContrast }) => isContrast).length;
    const candidates = suggested.map(({ candidate }) => candidate);
    for (const candidate of candidates) truth.push(somebody.isGood(candidate, time) ? 1 : 0);
    if (candidates.length > 1) system.learnBest(candidates, somebody.best(candidates, time));
    else system.learn(candidates[0], somebody.rate(candidates[0], time));
    shown.push(...candidates);
  }
  const some = shown.slice(20, 60);
  const apart = some.flatMap((a, at) => some.slice(0, at).map((b) => designDistance(space, a, b)));
  const preference = system.preference?.();
  return {
    truth,
    variety: mean(apart) / typicalDistance(space),
    contrasts: contrasts / shown.length,
    broken: broken / shown.length,
    ...judgeCards(space, [...new Map(shown.map((card) => [card.id || card, card])).values()]),
    ...(preference && judgeClaims(space, preference, shown, (card) => somebody.utility(card, time))),
  };
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
      const sessions = [];
      for (let at = 0; at < settings.raters; at++) sessions.push(await runSession(kind, name, settings.seed + at));
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
        unusual: estimate(sessions.map(({ unusual }) => unusual)),
        contrasts: estimate(sessions.map(({ contrasts }) => contrasts)),
        alike: estimate(sessions.map(({ alike }) => alike)),
        ...(model && { broken: estimate(sessions.map(({ broken }) => broken)) }),
        ...Object.fromEntries(["claims", "wrong", "untested"].map((key) => [key, sum(sessions, key)])),
      };
      if (settings.json === "yes") console.log(JSON.stringify(row));
      else {
        const percent = ({ mean: middle, half }) =>
          `${(100 * middle).toFixed(0)} ± ${(100 * half).toFixed(0)} %`.padStart(12);
        const cells = Object.values(row.good).map(percent).join(" ");
        const rest = ["variety", "unusual", "contrasts", "alike", ...(model ? ["broken"] : [])]
          .map((key) => `${key} ${percent(row[key])}`)
          .join("  ");
        console.log(`${kind.padEnd(12)} ${name.padEnd(16)} ${cells}   ${rest}`);
        if (row.claims) console.log(`  claims ${row.claims}, wrong ${row.wrong}, untested ${row.untested}`);
      }
    }
}
