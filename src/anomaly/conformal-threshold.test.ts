import { expect, test } from "vitest";
import { random } from "../tensor/index.ts";
import { conformalPValue, conformalThreshold } from "./conformal-threshold.ts";

test("the mean false-alarm rate is at most the given rate, and close to it", () => {
  const [rounds, count, rate, fresh] = [2000, 60, 0.05, 20];
  let alarms = 0;
  for (let round = 0; round < rounds; round++) {
    // skewed, like real scores: the guarantee holds for any distribution
    const scores = random(7, "scores", round)
      .normals(count + fresh)
      .map((value) => Math.exp(2 * value));
    const { threshold } = conformalThreshold(scores.subarray(0, count), rate);
    for (const score of scores.subarray(count)) if (score > threshold) alarms++;
  }
  const found = alarms / (rounds * fresh);
  const exact = Math.floor(rate * (count + 1)) / (count + 1);
  // one standard error of the mean over rounds is below 0.001
  expect(Math.abs(found - exact)).toBeLessThan(0.004);
  expect(exact).toBeLessThanOrEqual(rate);
});

test("the promise holds for new groups, and not without groups where images come in groups", () => {
  const [rounds, groups] = [2000, 12];
  const alarms = { grouped: 0, alone: 0 };
  for (let round = 0; round < rounds; round++) {
    const stream = random(8, "groups", round);
    const [scores, numbers]: [number[], number[]] = [[], []];
    for (let group = 0; group < groups; group++) {
      const effect = 3 * stream.normal();
      for (let image = 1 + stream.integer(14); image > 0; image--) {
        scores.push(effect + 0.3 * stream.normal());
        numbers.push(group);
      }
    }
    const fresh = 3 * stream.normal() + 0.3 * stream.normal();
    if (fresh > conformalThreshold(scores, 0.1, numbers).threshold) alarms.grouped++;
    if (fresh > conformalThreshold(scores, 0.05).threshold) alarms.alone++;
    // 12 groups cannot promise less than 1 / 13
    expect(conformalThreshold(scores, 0.05, numbers)).toMatchObject({ threshold: Infinity, lowestRate: 1 / 13 });
  }
  const upTo = (rate: number) => rate + 2 * Math.sqrt((rate * (1 - rate)) / rounds); // 95 % of the shares found
  expect(alarms.grouped / rounds).toBeLessThan(upTo(0.1));
  expect(alarms.grouped / rounds).toBeGreaterThan(0.05);
  expect(alarms.alone / rounds).toBeGreaterThan(upTo(0.05));
});

test("groups of one image are no groups", () => {
  const scores = random(5, "scores").normals(99);
  const numbers = [...scores.keys()];
  expect(conformalThreshold(scores, 0.05, numbers)).toEqual(conformalThreshold(scores, 0.05));
});

test("guarantees no rate below 1 / (n + 1)", () => {
  const scores = Array.from({ length: 98 }, (_, at) => at);
  expect(conformalThreshold(scores, 0.01)).toEqual({ threshold: Infinity, rate: 0.01, count: 98, lowestRate: 1 / 99 });
  expect(conformalThreshold([...scores, 98], 0.01).threshold).toBe(98);
  expect(conformalThreshold([], 0.5).threshold).toBe(Infinity);
});

test("a p-value at most the rate is equivalent to a score above the threshold", () => {
  const scores = random(3, "scores").normals(199);
  const { threshold } = conformalThreshold(scores, 0.05);
  for (const score of random(4, "fresh").normals(500))
    expect(score > threshold).toBe(conformalPValue(scores, score) <= 0.05);
  expect(conformalPValue(scores, Infinity)).toBe(1 / 200);
  expect(conformalPValue(scores, -Infinity)).toBe(1);
});
