import { expect, test } from "vitest";
import { scheduleAt } from "./schedule.ts";

test("a ramp goes in equal ratios, after its start and no farther than its end", () => {
  const ramp = { from: 1e-3, to: 1e-5, pictures: 2000, after: 1000 };
  expect([0, 1000, 2000, 3000, 9000].map((seen) => scheduleAt(ramp, seen))).toEqual(
    [1e-3, 1e-3, 1e-4, 1e-5, 1e-5].map((value) => expect.closeTo(value, 12)),
  );
  expect(scheduleAt({ from: 1, to: 4, pictures: 100 }, 50)).toBeCloseTo(2, 12);
  expect(scheduleAt(0.5, 1e6)).toBe(0.5);
});
