import { expect, test } from "vitest";
import { largestShown } from "../../studio/src/feature/train/curve-range.ts";

const falling = Array.from({ length: 100 }, (_, at) => (at === 0 ? 900 : 10 - at / 20));

test("the loss of an untrained network does not press the rest of the curve to the ground", () => {
  expect(largestShown([falling])).toBe(10 - 3 / 20);
});

test("a curve that falls slowly, a short one and a flat one are shown whole", () => {
  const slow = falling.map((_, at) => 10 - at / 20);
  expect(largestShown([slow])).toBe(10);
  expect(largestShown([falling.slice(0, 20)])).toBe(900);
  expect(largestShown([falling.map((_, at) => (at === 0 ? 2 : 1))])).toBe(2);
});

test("a line that is high later on keeps the range of all", () => {
  expect(largestShown([falling, falling.map(() => 800)])).toBe(900);
});

test("places without a point do not count", () => {
  const gaps = falling.flatMap((value) => [value, null, undefined]);
  expect(largestShown([gaps])).toBe(largestShown([falling]));
  expect(largestShown([[], [null]])).toBe(0);
});
