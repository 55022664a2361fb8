import { chooseCards, newTaste, predict, random, rate } from "omakase";
import { plainCard, rater } from "./raters.mjs";

/** How long a rating and the next choice take after so many. */
export function timeTaste(space, { json }) {
  const somebody = rater(space, "combination", 1);
  let taste = newTaste(space);
  const shown = [];
  const marks = [30, 100, 300, 1000];
  let rates = [];
  for (let time = 0; time < 1020; time++) {
    const card = plainCard(space, random(2, "time", time));
    shown.push(card);
    const rating = somebody.rate(card, time);
    predict(taste, [card]);
    const start = performance.now();
    taste = rate(taste, card, rating);
    rates.push(performance.now() - start);
    const mark = marks.find((one) => time === one + 19);
    if (mark) {
      const choices = Array.from({ length: 10 }, (_, at) => {
        const before = performance.now();
        chooseCards(taste, { seed: at, shown });
        return performance.now() - before;
      });
      const last = rates.slice(-20).sort((a, b) => a - b);
      const middle = choices.sort((a, b) => a - b)[5];
      const row = { ratings: mark, rate: last[10], slowestRate: last[19], choose: middle, slowestChoose: choices[9] };
      const text = `${String(mark).padStart(5)} ratings: a rating ${last[10].toFixed(1)} ms (slowest ${last[19].toFixed(1)}), a choice ${middle.toFixed(1)} ms (slowest ${choices[9].toFixed(1)})`;
      console.log(json === "yes" ? JSON.stringify(row) : text);
    }
  }
}
