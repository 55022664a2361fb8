/** Trains on a small set: two hundred faces, each repeated a hundred times; 1 min. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDataset } from "../dataset/index.ts";
import { createSampler } from "../sample/index.ts";
import { cpuDevice, nodeHost } from "../node/index.ts";
import { featureNetwork } from "../feature/index.ts";
import { generatedPictures } from "../sample/index.ts";
import { evaluate } from "../evaluate/index.ts";
import { type HealthCheck } from "../train/index.ts";
import { openRun, trainedRun } from "./open-run.ts";
import { resolveConfig } from "./resolve-config.ts";
import { trainRun } from "./train-run.ts";

const size = 32;
const pictures = 200;

test("gan: a model of 200 faces neither collapses nor copies them", async () => {
  const host = nodeHost();
  const device = await cpuDevice();
  const path = await mkdtemp(join(tmpdir(), "omakase-small-"));
  const faces = await openDataset("faces", host, { size, count: pictures, seed: 1 });
  const config = resolveConfig("gan", "faces", { size }, { pictures, seed: 1 });
  expect(config.augment).toBe("auto");
  const verdicts: string[] = [];
  const checkups: HealthCheck[] = [];
  const rollbacks: string[] = [];
  const plan = { steps: 20_000 / config.batchSize, checkpointEvery: 4000 / config.batchSize };
  for await (const event of trainRun({ host, device, language: "en", path }, config, faces, plan)) {
    if (event.type === "rollback") rollbacks.push(event.reason);
    if (event.type !== "verdict") continue;
    verdicts.push(event.verdict);
    checkups.push(event.checkup);
  }
  expect(new Set(verdicts)).toEqual(new Set(["undertrained", "healthy"]));
  expect(verdicts.slice(-2)).toEqual(["healthy", "healthy"]);
  expect(rollbacks.filter((reason) => reason !== "worse")).toEqual([]);
  const [first, last] = [checkups[0], checkups.at(-1)!];
  expect(last.distance).toBeLessThan(0.2 * first.distance);
  expect(last.diversity).toBeGreaterThan(0.7); // 1: the diversity of the 200
  expect(last.copies).toBeLessThan(0.05);

  const sampler = createSampler(trainedRun(await openRun(host, path), device));
  const network = await featureNetwork(host, device);
  const { copies, generated } = await evaluate(network, faces, generatedPictures(sampler, 200, 1));
  expect(copies.found).toBe(false);
  expect(generated.recall.value).toBeGreaterThan(0.1);
  network.dispose();
  sampler.dispose();
  await rm(path, { recursive: true });
});
