import { expect, test } from "vitest";
import { binomialInterval } from "./binomial-interval.ts";

test.each([
  [0, 10, 0, 0.3085], // 1 − 0.025^(1/10)
  [10, 10, 0.6915, 1],
  [5, 10, 0.1871, 0.8129],
  [3, 99, 0.0063, 0.086],
  [10, 1000, 0.0048, 0.0183],
])("%d of %d: the interval agrees with published tables", (hits, count, low, high) => {
  const [lower, upper] = binomialInterval(hits, count);
  expect(lower).toBeCloseTo(low, 3);
  expect(upper).toBeCloseTo(high, 3);
});

test("a share between two counts has the wider bound of either", () => {
  expect(binomialInterval(2.5, 20)).toEqual([binomialInterval(2, 20)[0], binomialInterval(3, 20)[1]]);
});
