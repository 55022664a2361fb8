import { expect, test } from "vitest";
import { checkpointInterval } from "./training-timer.ts";

test("checkpointInterval: saving takes at most a tenth of a training, and nothing older than ten minutes is lost", () => {
  expect([0, 5000, 6000].map(checkpointInterval)).toEqual([60_000, 60_000, 60_000]);
  expect(checkpointInterval(20_000)).toBe(200_000);
  expect(checkpointInterval(100_000)).toBe(600_000);
});
