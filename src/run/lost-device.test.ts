import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeGpu } from "../../test/node-gpu.ts";
import { datasetFromPictures } from "../dataset/index.ts";
import { cpuDevice, nodeHost } from "../node/index.ts";
import { random } from "../tensor/index.ts";
import { openRun } from "./open-run.ts";
import { resolveConfig } from "./resolve-config.ts";
import type { RunEvent } from "./run-event.ts";
import { trainRun, type TrainPlan } from "./train-run.ts";

const gpu = await nodeGpu();
const host = nodeHost({ cache: false });
const size = 8;
let path: string;
beforeAll(async () => void (path = await mkdtemp(join(tmpdir(), "omakase-lost-"))));
afterAll(() => rm(path, { recursive: true, force: true }));

test.skipIf(!gpu)("training: a GPU lost during training leaves a valid checkpoint, which the CPU resumes", async () => {
  const noise = (at: number) => Uint8Array.from(random(1, "noise", at).uniforms(3 * size ** 2, 0, 255));
  const picture = (at: number) => ({ width: size, height: size, channels: 3, pixels: noise(at) }) as const;
  const dataset = datasetFromPictures(Array.from({ length: 32 }, (_, at) => picture(at)));
  const config = resolveConfig(
    "vae",
    "noise",
    { size, features: 4, latent: 4, batchSize: 4 },
    { pictures: 32, seed: 1 },
  );
  const follow = async (device: typeof gpu, plan: TrainPlan, each: (event: RunEvent) => void) => {
    const place = { host, device: device!, language: "en", path } as const;
    for await (const event of trainRun(place, config, dataset, plan)) each(event);
  };

  const broken = follow(gpu, { steps: 40, checkpointEvery: 4, figures: false }, (event) => {
    if (event.type === "checkpoint" && event.step === 8) gpu!.dispose();
  });
  await expect(broken).rejects.toMatchObject({ code: "device" });

  const { checkpoint } = (await openRun(host, path)).loaded;
  expect(checkpoint.step).toBe(8);
  expect(checkpoint.device.name).toBe("webgpu");
  const events: RunEvent[] = [];
  const cpu = (await cpuDevice({ threads: 1 })) as unknown as typeof gpu;
  await follow(cpu, { steps: 10, figures: false, from: { checkpoint, log: [] } }, (event) => events.push(event));
  expect(events.some((event) => event.type === "notice" && event.text.en.includes("webgpu"))).toBe(true);
  expect(events.at(-1)).toMatchObject({ type: "end", summary: { step: 10, isInterrupted: false } });
});
