/** Trains on a set of one image until the model has memorised it; 30 s. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { datasetFromPictures } from "../dataset/index.ts";
import { cpuDevice, nodeHost } from "../node/index.ts";
import { resolveConfig } from "./resolve-config.ts";
import { trainRun } from "./train-run.ts";

test("gan: a set of one image gets the verdict of memorisation", async () => {
  const host = nodeHost({ cache: false });
  const path = await mkdtemp(join(tmpdir(), "omakase-one-"));
  const pixels = Uint8Array.from({ length: 3 * 64 }, (_, at) => (at < 96 ? [230, 40, 60] : [20, 120, 90])[at % 3]);
  const dataset = datasetFromPictures([{ width: 8, height: 8, channels: 3, pixels }]);
  const conditions = { size: 8, features: 16, latent: 8, batchSize: 16, augment: "off" } as const;
  const config = resolveConfig("gan", "flag", conditions, { pictures: 1, seed: 1 });
  const place = { host, device: await cpuDevice(), language: "en", path } as const;
  const plan = { steps: 5000, checkpointEvery: 1000, figuresEvery: 10_000 };
  const verdicts: string[] = [];
  for await (const event of trainRun(place, config, dataset, plan))
    if (event.type === "verdict") verdicts.push(event.verdict);
  expect(["undertrained", "healthy"]).toContain(verdicts[0]);
  expect(verdicts.at(-1)).toBe("memorising");
  await rm(path, { recursive: true });
});
