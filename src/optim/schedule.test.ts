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

test("scheduleAt: a schedule in fractions follows the progress of the training, however long that is", () => {
  const schedule = { from: 1e-2, to: 1e-4, start: 0.5, end: 1 };
  expect([0, 0.5, 0.75, 1].map((progress) => scheduleAt(schedule, 1e6, progress))).toEqual(
    [1e-2, 1e-2, 1e-3, 1e-4].map((value) => expect.closeTo(value, 12)),
  );
});
