import * as ort from "onnxruntime-node";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { datasetFromPictures, type Dataset } from "../dataset/index.ts";
import { onnxDevice, type Ort } from "../device/index.ts";
import { nodeHost } from "../node/index.ts";
import { random } from "../tensor/index.ts";
import { openRun, trainedRun } from "./open-run.ts";
import { resolveConfig } from "./resolve-config.ts";
import { readTrainingImageStatistics } from "./training-image-statistics.ts";
import { trainRun } from "./train-run.ts";
import { detectDataDrift } from "./detect-data-drift.ts";

const host = nodeHost({ cache: false });
const device = onnxDevice(ort as unknown as Ort, { threads: 1 });
const size = 8;
let folder: string;

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "omakase-watch-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Draws banknotes: a stripe at a random position, in one of two colours. */
function notes(series: string, colour: readonly [number, number, number], count: number): Dataset {
  const note = (at: number) => {
    const place = random(1, series, at).integer(size);
    const pixels = Uint8Array.from({ length: 3 * size * size }, (_, index) =>
      Math.floor(index / 3) % size === place ? colour[index % 3] : 230,
    );
    return { width: size, height: size, channels: 3, pixels } as const;
  };
  return datasetFromPictures(Array.from({ length: count }, (_, at) => note(at)));
}

test("data drift: changed images are detected, unchanged ones are not", async () => {
  const path = join(folder, "notes");
  const old = notes("old", [200, 40, 40], 60);
  const config = resolveConfig(
    "gan",
    "notes",
    { size, features: 4, latent: 4, warmUpImages: 0 },
    { pictures: 60, seed: 1 },
  );
  for await (const _ of trainRun({ host, device, language: "en", path }, config, old, { steps: 60, figures: false }));
  const trained = trainedRun(await openRun(host, path), device);
  const known = (await readTrainingImageStatistics(host.files, path))!;
  expect(known.pixelStatistics.count).toBe(60);
  expect(known.scores).toHaveLength(60);
  const fresh = await detectDataDrift(trained, known, notes("fresh", [200, 40, 40], 40));
  expect(fresh).toMatchObject({ imageCount: 40, sampledCount: 40, hasDrifted: false });
  expect(Math.abs(fresh.discriminatorPreference! - 0.5)).toBeLessThan(0.2);
  const changed = await detectDataDrift(trained, known, notes("changed", [40, 40, 200], 40));
  expect(changed.hasDrifted).toBe(true);
  expect(changed.probability).toBeLessThan(0.01);
  expect(changed.distance).toBeGreaterThan(fresh.distance);

  // a new run starts from these weights and logs the distance to the old data
  const next = join(folder, "next");
  const from = { run: path, step: 60, hash: "0" };
  const following = { ...config, from, frozen: ["discriminator:1"] };
  const plan = { steps: 30, checkpointEvery: 10, figuresEvery: 30, start: { weights: trained.weights, real: known } };
  let figures: readonly string[] = [];
  const newNotes = notes("changed", [40, 40, 200], 60);
  for await (const event of trainRun({ host, device, language: "en", path: next }, following, newNotes, plan))
    if (event.type === "end") ({ figures } = event.summary);
  expect(figures).toContain(join("figures", "forgetting.png"));
  const run = await openRun(host, next);
  expect(run.config).toMatchObject({ from, frozen: ["discriminator:1"] });
  const checks = run.log.filter(({ verdict }) => verdict).map(({ metrics }) => metrics);
  expect(checks.length).toBeGreaterThan(2);
  expect(checks[0].oldDistance).toBeLessThan(checks[0].distance);
  const layer = "discriminator.0.weight";
  expect(run.loaded.checkpoint.weights.get(layer)).toEqual(trained.weights.get(layer));
});
