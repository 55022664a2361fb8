import { expect, test } from "vitest";
import { rocAuc } from "./roc-auc.ts";

test("counts pairs in the right order, and half of the ties", () => {
  // by hand: 4 > 1, 4 > 2, 4 > 3; 2 > 1, 2 = 2, 2 < 3: 3 + 1 + ½ of 6
  expect(rocAuc([1, 2, 3], [4, 2]).auc).toBeCloseTo(4.5 / 6, 12);
  expect(rocAuc([1, 2], [3, 4]).auc).toBe(1);
  expect(rocAuc([3, 4], [1, 2]).auc).toBe(0);
  expect(rocAuc([5, 5], [5, 5, 5]).auc).toBe(0.5);
});

test("has the interval of Hanley and McNeil", () => {
  // area ¾, 2 outliers, 3 normal: Q1 = 0.6, Q2 = 9/14
  const { interval } = rocAuc([1, 2, 3], [4, 2]);
  const variance = (0.1875 + (0.6 - 0.5625) + 2 * (9 / 14 - 0.5625)) / 6;
  expect(interval[0]).toBeCloseTo(0.75 - 1.96 * Math.sqrt(variance), 10);
  expect(interval[1]).toBe(1);
});
