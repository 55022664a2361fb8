import { expect, test } from "vitest";
import { checkpointInterval } from "./training-timer.ts";

test("checkpointInterval: a minute, or ten times what the last one took, at most ten minutes", () => {
  expect([0, 5000, 6000].map(checkpointInterval)).toEqual([60_000, 60_000, 60_000]);
  expect(checkpointInterval(20_000)).toBe(200_000);
  expect(checkpointInterval(100_000)).toBe(600_000);
});
