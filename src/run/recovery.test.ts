import * as ort from "onnxruntime-node";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listCheckpoints } from "../checkpoint/index.ts";
import { datasetFromPictures, type Dataset } from "../dataset/index.ts";
import { onnxDevice, type Ort, type Weights } from "../device/index.ts";
import { nodeHost } from "../node/index.ts";
import { nightlyTest } from "../../test/nightly.ts";
import { random } from "../tensor/index.ts";
import type { RunConfig, RunOverrides } from "./config.ts";
import type { ModelName } from "../model/index.ts";
import { openRun } from "./open-run.ts";
import { resolveConfig, settingsOf } from "./resolve-config.ts";
import type { RunEvent, RunSummary } from "./run-event.ts";
import { trainRun, type TrainPlan } from "./train-run.ts";

const host = nodeHost({ cache: false });
const device = onnxDevice(ort as unknown as Ort, { threads: 1 });
const size = 8;
let folder: string;

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "omakase-recovery-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Draws images of two colours each. */
function flags(count: number): Dataset {
  const picture = (at: number) => {
    const colours = random(1, "flag", at).uniforms(6, 0, 255);
    const pixels = Uint8Array.from({ length: 3 * size ** 2 }, (_, at) => colours[(at % 3) + (at < 96 ? 0 : 3)]);
    return { width: size, height: size, channels: 3, pixels } as const;
  };
  return datasetFromPictures(Array.from({ length: count }, (_, at) => picture(at)));
}

const shape = { size, features: 4, latent: 8 } as const;

function configOf(model: ModelName, conditions: RunOverrides, pictures = 40): RunConfig {
  return resolveConfig(model, "flags", { ...shape, ...conditions }, { pictures, seed: 1 });
}

interface Told {
  readonly path: string;
  readonly events: readonly RunEvent[];
  readonly summary: RunSummary;
  readonly verdicts: readonly string[];
  readonly rollbacks: readonly Extract<RunEvent, { type: "rollback" }>[];
}

async function run(name: string, config: RunConfig, plan: TrainPlan, dataset = flags(40)): Promise<Told> {
  const path = join(folder, name);
  const events: RunEvent[] = [];
  const place = { host, device, language: "en", path } as const;
  for await (const event of trainRun(place, config, dataset, { figures: false, ...plan })) events.push(event);
  const end = events.find((event) => event.type === "end")!;
  return {
    path,
    events,
    summary: end.summary,
    verdicts: events.flatMap((event) => (event.type === "verdict" ? event.verdict : [])),
    rollbacks: events.filter((event) => event.type === "rollback"),
  };
}

test("training: one NaN rolls back to the best model and retries with a lower learning rate", async () => {
  let poisoned = false;
  const flagsOnce = flags(40);
  const dataset: Dataset = {
    ...flagsOnce,
    async batch(indices, flips) {
      const values = await flagsOnce.batch(indices, flips);
      // the twelfth batch of training
      if (indices.length === 16 && ++asked === 12 && !poisoned) {
        poisoned = true;
        values.fill(NaN);
      }
      return values;
    },
  };
  let asked = 0;
  const config = configOf("gan", {});
  const { path, summary, rollbacks, events } = await run("nan", config, { steps: 20, checkpointEvery: 10 }, dataset);
  expect(poisoned).toBe(true);
  expect(rollbacks).toMatchObject([{ from: 12, to: 10, reason: "broken", again: true }]);
  expect(summary).toMatchObject({ step: 20, stopReason: undefined, isInterrupted: false });
  const { config: kept, loaded, log } = await openRun(host, path);
  expect(kept.retry).toEqual({ step: 12, verdict: "broken" });
  expect(kept.learningRate).toEqual(config.learningRate);
  expect(settingsOf(kept)).toMatchObject({
    learningRate: { from: 2e-3 / 4, to: 4e-4 / 4 },
    weights: { gradientPenalty: 2 * Number(config.weights.gradientPenalty) },
  });
  expect(log.filter(({ verdict }) => verdict).map(({ step }) => step)).toEqual([0, 10, 20]);
  expect(loaded.checkpoint.step).toBe(20);
  expect(await readFile(join(path, "card.md"), "utf8")).toContain("12");
  // the run can be resumed
  const more = await run("nan", kept, { steps: 22, from: { checkpoint: loaded.checkpoint, log } });
  expect(more.summary).toMatchObject({ step: 22, stopReason: undefined });
  expect(events.filter(({ type }) => type === "verdict").length).toBeGreaterThan(2);
});

test("training: a second breakdown ends the run with the best model", async () => {
  const plan = { steps: 60, checkpointEvery: 16 };
  const { path, summary, rollbacks, verdicts } = await run("absurd", configOf("gan", { learningRate: 1000 }), plan);
  expect(verdicts).toContain("broken");
  expect(rollbacks).toMatchObject([
    { to: 0, reason: "broken", again: true },
    { to: 0, reason: "broken", again: false },
  ]);
  expect(summary).toMatchObject({ step: 0, stopReason: "broken" });
  const { checkpoint } = (await openRun(host, path)).loaded;
  expect([...checkpoint.weights.values()].every(({ values }) => values.every(Number.isFinite))).toBe(true);
  expect((await listCheckpoints(host.files, path)).map(({ at }) => at)).toEqual(["best", 0]);
});

test("training: a collapsed generator is rolled back", async () => {
  const config = configOf("gan", { augment: "off" });
  const { path } = await run("collapsed", config, { steps: 16, checkpointEvery: 8 });
  const { loaded, log } = await openRun(host, path);
  // the output no longer depends on the latent
  const weights: Weights = new Map(
    [...loaded.checkpoint.weights].map(([name, { shape: each, values }]) =>
      name.endsWith("generator.0.weight") && !name.startsWith("optimizer.")
        ? [name, { shape: each, values: values.map(() => 0) }]
        : [name, { shape: each, values }],
    ),
  );
  const from = { checkpoint: { ...loaded.checkpoint, weights }, log };
  const { verdicts, rollbacks, summary } = await run("collapsed", config, { steps: 24, checkpointEvery: 2, from });
  expect(verdicts[0]).toBe("collapsing");
  expect(rollbacks).toMatchObject([{ from: 18, reason: "collapsing", again: true }]);
  expect(rollbacks[0].to).toBeLessThanOrEqual(16);
  expect(summary).toMatchObject({ step: 24, stopReason: undefined });
  const diversity = (await openRun(host, path)).log.flatMap(({ metrics }) => metrics.diversity ?? []);
  expect(diversity.at(-1)).toBeGreaterThan(0.5);
});

nightlyTest("verdict: a frozen discriminator is too weak, one with an absurd learning rate too strong", async () => {
  const frozen = configOf("dcgan", { batchSize: 16, learningRate: 1e-3, discriminatorLearningRate: 0 });
  const weak = await run("weak", frozen, { steps: 90, checkpointEvery: 16, figuresEvery: 1000 });
  expect(weak.verdicts).toContain("too weak");
  const fast = configOf("gan", {
    adversarial: "standard",
    weights: { gradientPenalty: 0 },
    learningRate: 5e-5,
    discriminatorLearningRate: 0.05,
  });
  const strong = await run("strong", fast, { steps: 96, checkpointEvery: 16, figuresEvery: 1000 });
  expect(strong.verdicts).toContain("too strong");
});

test("training: a run whose last model is worse ends with the best one", async () => {
  const config = configOf("dcgan", { batchSize: 16, learningRate: 1e-3 });
  const { path } = await run("worse", config, { steps: 48, checkpointEvery: 16 });
  const { config: known, loaded, log } = await openRun(host, path);
  // a best checkpoint far better than any later one
  const distances: Record<number, number> = { 0: 0.015, 16: 0.01 };
  const better = log.map((record) => ({
    ...record,
    metrics: { ...record.metrics, ...(record.verdict && { distance: distances[record.step] ?? 0.3 }) },
  }));
  await saveBest(path, 16);
  const more = await run("worse", known, { steps: 50, from: { checkpoint: loaded.checkpoint, log: better } });
  expect(more.rollbacks).toMatchObject([{ from: 50, reason: "worse", again: false }]);
  expect(more.summary).toMatchObject({ step: 16, stopReason: undefined });
  expect((await openRun(host, path)).loaded.checkpoint.step).toBe(16);
});

/** Marks an earlier checkpoint of a run as its best. */
async function saveBest(path: string, step: number): Promise<void> {
  const at = (name: string) => join(path, "checkpoint", `${name}.safetensors`);
  await host.files.write(at("best"), await host.files.read(at(`step-${String(step).padStart(8, "0")}`)));
}
