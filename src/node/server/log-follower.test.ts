import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { appendLog, trimLog } from "../../checkpoint/index.ts";
import { nodeFiles } from "../files.ts";
import { createLogFollower } from "./log-follower.ts";

test("log follower: publishes each record once, also of a half-written, torn or rolled-back log", async () => {
  const run = await mkdtemp(join(tmpdir(), "omakase-log-follower-"));
  const log = join(run, "log.jsonl");
  const append = (step: number) => appendLog(nodeFiles, run, { step, imagesSeen: step * 8, metrics: { loss: step } });
  const steps: number[] = [];
  const logFollower = await createLogFollower(nodeFiles, {
    id: "a",
    run,
    publish: (event) => event.type === "metrics" && steps.push(event.step),
  });
  const published = async () => {
    await logFollower.poll();
    return steps.splice(0);
  };
  expect(await published()).toEqual([]);
  await append(1);
  await append(2);
  expect(await published()).toEqual([1, 2]);
  expect(await published()).toEqual([]);
  await appendFile(log, '{"step":3,"image');
  expect(await published()).toEqual([]);
  await appendFile(log, 'sSeen":24,"metrics":{"loss":3}}\n');
  await appendFile(log, "torn\n");
  await append(4);
  expect(await published()).toEqual([3, 4]);
  await trimLog(nodeFiles, run, 2);
  expect(await published()).toEqual([]);
  await append(3);
  await append(4);
  expect(await published()).toEqual([3, 4]);
  // rolled back and past its last position, between two polls
  await trimLog(nodeFiles, run, 1);
  for (const step of [2, 3, 4, 5, 6]) await append(step);
  expect(await published()).toEqual([5, 6]);
  await rm(log);
  expect(await published()).toEqual([]);
  await append(1);
  expect(await published()).toEqual([1]);

  const later = await createLogFollower(nodeFiles, {
    id: "a",
    run,
    publish: () => expect.unreachable("existing records are not published"),
  });
  await later.poll();
  await rm(run, { recursive: true });
});
