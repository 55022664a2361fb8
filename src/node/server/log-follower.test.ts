import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { appendLog, trimLog } from "../../checkpoint/index.ts";
import { nodeFiles } from "../files.ts";
import { createLogFollower } from "./log-follower.ts";

test("log follower: publishes each record once, also of a half-written, torn or rolled-back log", async () => {
  const run = await mkdtemp(join(tmpdir(), "omakase-diary-"));
  const log = join(run, "log.jsonl");
  const append = (step: number) => appendLog(nodeFiles, run, { step, imagesSeen: step * 8, metrics: { loss: step } });
  const told: number[] = [];
  const logFollower = await createLogFollower(nodeFiles, {
    id: "a",
    run,
    publish: (news) => news.type === "metrics" && told.push(news.step),
  });
  const toldNow = async () => {
    await logFollower.poll();
    return told.splice(0);
  };
  expect(await toldNow()).toEqual([]);
  await append(1);
  await append(2);
  expect(await toldNow()).toEqual([1, 2]);
  expect(await toldNow()).toEqual([]);
  await appendFile(log, '{"step":3,"pict');
  expect(await toldNow()).toEqual([]);
  await appendFile(log, 'uresSeen":24,"metrics":{"loss":3}}\n');
  await appendFile(log, "torn\n");
  await append(4);
  expect(await toldNow()).toEqual([3, 4]);
  await trimLog(nodeFiles, run, 2);
  expect(await toldNow()).toEqual([]);
  await append(3);
  await append(4);
  expect(await toldNow()).toEqual([3, 4]);
  // rolled back and past its last position, between two polls
  await trimLog(nodeFiles, run, 1);
  for (const step of [2, 3, 4, 5, 6]) await append(step);
  expect(await toldNow()).toEqual([5, 6]);
  await rm(log);
  expect(await toldNow()).toEqual([]);
  await append(1);
  expect(await toldNow()).toEqual([1]);

  const later = await createLogFollower(nodeFiles, {
    id: "a",
    run,
    publish: () => expect.unreachable("what was there is no news"),
  });
  await later.poll();
  await rm(run, { recursive: true });
});
