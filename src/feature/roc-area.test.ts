import { expect, test } from "vitest";
import { rocArea } from "./roc-area.ts";

test("counts pairs in the right order, and half of the ties", () => {
  // by hand: 4 > 1, 4 > 2, 4 > 3; 2 > 1, 2 = 2, 2 < 3: 3 + 1 + ½ of 6
  expect(rocArea([1, 2, 3], [4, 2]).area).toBeCloseTo(4.5 / 6, 12);
  expect(rocArea([1, 2], [3, 4]).area).toBe(1);
  expect(rocArea([3, 4], [1, 2]).area).toBe(0);
  expect(rocArea([5, 5], [5, 5, 5]).area).toBe(0.5);
});

test("has the interval of Hanley and McNeil", () => {
  // area ¾, 2 outliers, 3 normal: Q1 = 0.6, Q2 = 9/14
  const { interval } = rocArea([1, 2, 3], [4, 2]);
  const variance = (0.1875 + (0.6 - 0.5625) + 2 * (9 / 14 - 0.5625)) / 6;
  expect(interval[0]).toBeCloseTo(0.75 - 1.96 * Math.sqrt(variance), 10);
  expect(interval[1]).toBe(1);
});
