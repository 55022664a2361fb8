import { expect, test } from "vitest";
import { smooth, thin } from "./curve.ts";
import { lossCurves } from "./loss-curves.ts";

test("smooth keeps a straight line straight to its ends, and skips gaps", () => {
  const line = Array.from({ length: 200 }, (_, at) => [at, at === 50 ? NaN : 3 - 0.5 * at] as const);
  const mean = smooth(line);
  expect(mean).toHaveLength(199);
  for (const { at, value } of mean.filter((point) => point.at < 40 || point.at > 60)) {
    expect(value).toBeCloseTo(3 - 0.5 * at, 9);
  }
});

test("smooth removes most of the noise", () => {
  const wiggle = Array.from({ length: 900 }, (_, at) => [at, 1 + Math.sin(at * 2.4)] as const);
  for (const { value } of smooth(wiggle)) expect(Math.abs(value - 1)).toBeLessThan(0.2);
});

test("a curve with one point, or none, stays as it is", () => {
  expect(smooth([[64, 0.5]])).toEqual([{ at: 64, value: 0.5 }]);
  expect(smooth([])).toEqual([]);
});

test("thin keeps every spike", () => {
  const points = Array.from({ length: 20_000 }, (_, at) => ({
    at,
    value: at === 7777 ? 9 : at === 12_345 ? -9 : 0.01,
  }));
  const thinned = thin(points, 300);
  expect(thinned.length).toBeLessThanOrEqual(600);
  expect(thinned).toContainEqual({ at: 7777, value: 9 });
  expect(thinned).toContainEqual({ at: 12_345, value: -9 });
  expect(thinned.every(({ at }, index) => index === 0 || at > thinned[index - 1].at)).toBe(true);
});

test("draws the curves of a run of several days", async () => {
  const points = Array.from({ length: 70_000 }, (_, at) => [at * 128, 1 + Math.sin(at * 2.4)] as const);
  const { svg } = await lossCurves(
    [
      { name: "a", points },
      { name: "b", points },
    ],
    { language: "en" },
  );
  expect(svg).toContain("<svg");
  expect(svg.length).toBeLessThan(500_000);
});
