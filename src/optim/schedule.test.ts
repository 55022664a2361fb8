import { expect, test } from "vitest";
import { scheduleAt } from "./schedule.ts";

test("scheduleAt: the value changes exponentially from `after` on and stays at its end", () => {
  const schedule = { from: 1e-3, to: 1e-5, images: 2000, after: 1000 };
  expect([0, 1000, 2000, 3000, 9000].map((seen) => scheduleAt(schedule, seen))).toEqual(
    [1e-3, 1e-3, 1e-4, 1e-5, 1e-5].map((value) => expect.closeTo(value, 12)),
  );
  expect(scheduleAt({ from: 1, to: 4, images: 100 }, 50)).toBeCloseTo(2, 12);
  expect(scheduleAt(0.5, 1e6)).toBe(0.5);
});
