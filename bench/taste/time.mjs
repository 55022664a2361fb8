import { chooseCards, newTaste, random, rate } from "omakase";
import { plainCard, rater } from "./raters.mjs";

/** How much processor time a rating and the next choice take after so many, in milliseconds: what else runs is left out. */
export function timeTaste(space, { json }) {
  const somebody = rater(space, "combination", 1);
  let taste = newTaste(space);
  const shown = [];
  const rates = [];
  const timed = (work) => {
    const before = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(before);
    return [result, (user + system) / 1000];
  };
  for (let time = 0; time < 1000; time++) {
    const card = plainCard(space, random(2, "time", time));
    shown.push(card);
    const rating = somebody.rate(card, time);
    const [learned, spent] = timed(() => rate(taste, card, rating));
    taste = learned;
    rates.push(spent);
    if (![30, 100, 300, 1000].includes(time + 1)) continue;
    const choices = Array.from({ length: 11 }, (_, at) => timed(() => chooseCards(taste, { seed: at, shown }))[1]).sort(
      (a, b) => a - b,
    );
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
