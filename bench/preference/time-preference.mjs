import { random } from "omakase";
import { suggest, emptyPreferenceModel, observeRating } from "../../dist/preference/index.js";
import { samplePlainDesign, simulatedRater } from "./simulated-raters.mjs";

/** Measures the processor time of a rating and of the next suggestion, ms, without other programs. */
export function timePreference(space, { json }) {
  const somebody = simulatedRater(space, "combination", 1);
  let preference = emptyPreferenceModel(space);
  const history = [];
  const rates = [];
  const timed = (work) => {
    const before = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(before);
    return [result, (user + system) / 1000];
  };
  for (let time = 0; time < 1000; time++) {
    const candidate = samplePlainDesign(space, random(2, "time", time));
    history.push(candidate);
    const rating = somebody.rate(candidate, time);
    const [learned, spent] = timed(() => observeRating(preference, candidate, rating));
    preference = learned;
    rates.push(spent);
    if (![30, 100, 300, 1000].includes(time + 1)) continue;
    const choices = Array.from(
      { length: 11 },
      (_, at) => timed(() => suggest(preference, { seed: at, history }))[1],
    ).sort((a, b) => a - b);
    const last = rates.slice(-21).sort((a, b) => a - b);
    const row = {
      ratings: time + 1,
      rate: last[10],
      slowestRate: last[20],
      choose: choices[5],
      slowestChoose: choices[10],
    };
    const text = `${String(time + 1).padStart(5)} ratings: a rating ${row.rate.toFixed(1)} ms (slowest ${row.slowestRate.toFixed(1)}), a choice ${row.choose.toFixed(1)} ms (slowest ${row.slowestChoose.toFixed(1)})`;
    console.log(json === "yes" ? JSON.stringify(row) : text);
  }
}
