import { expect, test } from "vitest";
import { allowedSilence, heartbeatInterval } from "./heartbeat.ts";

test("a heartbeat writes a line after a minute of silence at the latest, and none sooner", () => {
  let now = 0;
  const lines: string[] = [];
  const options = { seconds: allowedSilence({}), clock: () => now, timed: false };
  const beats = heartbeatInterval(
    (line) => lines.push(line),
    ({ en }) => en,
    options,
  );
  for (; now < 130_000; now += 500) beats.status(`${now / 1000} / 130`);
  expect(lines).toEqual(["50 / 130 (0:50)", "100 / 130 (1:40)"]);
  beats.said();
  for (const until = now + 49_000; now < until; now += 500) beats.status("more");
  expect(lines).toHaveLength(2);
});

test("the environment says how long the silence is", () => {
  expect(["0.2", "", "no", "-1", "Infinity"].map((value) => allowedSilence({ OMAKASE_PROGRESS: value }))).toEqual([
    0.2, 50, 50, 50, 50,
  ]);
});
