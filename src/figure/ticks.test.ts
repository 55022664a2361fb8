import fc from "fast-check";
import { expect, test } from "vitest";
import { linearTicks, logTicks } from "./ticks.ts";

test("linear ticks are round and inside the domain", () => {
  expect(linearTicks([0, 57_600], 6)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000]);
  expect(linearTicks([-1.3, 1.4], 5)).toEqual([-1, 0, 1]);
  expect(linearTicks([0, 0.3], 5)).toEqual([0, 0.1, 0.2, 0.3]);
  expect(linearTicks([3, 3], 5)).toEqual([3]);
});

test("log ticks are powers of ten, with as many between them as fit", () => {
  expect(logTicks([0.009, 0.3])).toEqual([0.01, 0.02, 0.05, 0.1, 0.2]);
  expect(logTicks([0.5, 200])).toEqual([1, 3, 10, 30, 100]);
  expect(logTicks([1e-4, 1e3])).toEqual([1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1000]);
  expect(logTicks([1e-8, 1e8]).length).toBeLessThanOrEqual(8);
});

test("ticks of any domain are few and inside", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(number, number, (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const ticks = linearTicks([low, high], 5);
      expect(ticks.length).toBeLessThanOrEqual(12);
      if (low > 0 && low < high) expect(logTicks([low, high]).length).toBeLessThanOrEqual(12);
    }),
  );
  expect(() => logTicks([0, 1])).toThrow("a logarithmic axis from 0");
});
