import * as ort from "onnxruntime-node";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readLog, trimLog } from "../checkpoint/index.ts";
import { datasetFromPictures, type Dataset } from "../dataset/index.ts";
import { onnxDevice, type Device, type Ort, type State } from "../device/index.ts";
import { createSampler } from "../sample/index.ts";
import { nodeHost } from "../node/index.ts";
import { random } from "../tensor/index.ts";
import { runSchema, type RunConfig, type RunOverrides } from "./config.ts";
import { type ModelName } from "../model/index.ts";
import { openRun, trainedRun } from "./open-run.ts";
import { resolveConfig } from "./resolve-config.ts";
import { reproduceCommand } from "./reproduce-command.ts";
import type { RunEvent } from "./run-event.ts";
import { trainRun, type TrainPlan } from "./train-run.ts";

const host = nodeHost({ cache: false });
const device = onnxDevice(ort as unknown as Ort, { threads: 1 });
let folder: string;

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "omakase-run-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

function patches(): Dataset {
  const picture = (at: number) => {
    const colour = random(1, "patch", at).uniforms(3, 0, 255);
    const pixels = Uint8Array.from({ length: 16 * 16 * 3 }, (_, index) => colour[index % 3]);
    return { width: 16, height: 16, channels: 3, pixels } as const;
  };
  return datasetFromPictures(Array.from({ length: 40 }, (_, at) => picture(at)));
}

async function run(model: ModelName, plan: TrainPlan, name: string = model, on: Device = device): Promise<RunEvent[]> {
  const path = join(folder, name);
  const latent = model === "latent-flow" ? 16 : 8;
  const config = resolveConfig(model, "patches", { size: 16, features: 4, latent }, { pictures: 40, seed: 1 });
  const events: RunEvent[] = [];
  for await (const event of trainRun({ host, device: on, language: "ja", path }, config, patches(), plan))
    events.push(event);
  return events;
}

test.each([
  ["ae", ["latent-map", "losses", "over-time", "reconstructions", "samples"]],
  ["gan", ["balance", "losses", "over-time", "samples"]],
] as const)("training: a run of %s writes its complete folder", async (model, figures) => {
  const events = await run(model, { steps: 70 });
  const path = join(folder, model);
  const steps = events.filter(({ type }) => type === "step");
  expect(steps).toHaveLength(70);
  expect(steps.at(-1)).toMatchObject({ step: 70, imagesSeen: 1120, done: 1 });
  expect(events.at(-1)).toMatchObject({ type: "end", summary: { step: 70, isInterrupted: false } });
  expect((await readdir(path)).sort()).toEqual([
    "card.md",
    "checkpoint",
    "config.json",
    "figures",
    "log.jsonl",
    "real.safetensors",
    "sample-history",
  ]);
  expect((await readdir(join(path, "figures"))).sort()).toEqual(
    figures.flatMap((name) => [`${name}.png`, `${name}.svg`]),
  );
  // before the first step, after 500 and 1,000 images at the next step, and at the end; an autoencoder's originals
  const sheets = ["000000000.png", "000000512.png", "000001008.png", "000001120.png"];
  if (model === "ae") sheets.push("originals.png");
  expect((await readdir(join(path, "sample-history"))).sort()).toEqual(sheets);
  const log = await readLog(host.files, path);
  expect(log.filter(({ verdict }) => verdict).map(({ step, verdict }) => [step, verdict])).toEqual([
    [0, "undertrained"],
    [70, "undertrained"],
  ]);
  expect(log.filter(({ verdict }) => !verdict).map(({ step }) => step)).toEqual([8, 16, 24, 32, 40, 48, 56, 64]);
  const opened = await openRun(host, path);
  const sampler = createSampler(trainedRun(opened, device));
  expect(await sampler.decode(sampler.latents(1, 2), 2)).toHaveLength(2 * 3 * 16 * 16);
});

test("training: a model with stages is judged by reconstructions first, by its drawings in the last stage", async () => {
  const events = await run("latent-flow", { steps: 60, checkpointEvery: 12, figures: false }); // the last stage: from 47
  expect(events.filter(({ type }) => type === "rollback")).toEqual([]); // though the first drawings are worse
  expect(events.at(-1)).toMatchObject({ type: "end", summary: { step: 60 } });
  const log = await readLog(host.files, join(folder, "latent-flow"));
  const checks = log.filter(({ verdict }) => verdict);
  expect(checks.map(({ step }) => step)).toEqual([0, 12, 24, 36, 48, 60]);
  // only drawings are compared with the training images for copies
  expect(checks.map(({ metrics }) => metrics.copies !== undefined)).toEqual([false, false, false, false, true, true]);
  expect(checks[4].metrics.distance).toBeGreaterThan(1.5 * checks[3].metrics.distance);
});

test("training: a run that is stopped before its last stage can be finished in a short time", async () => {
  const controller = new AbortController();
  const config = resolveConfig(
    "latent-flow",
    "patches",
    { size: 16, features: 4, latent: 16 },
    { pictures: 40, seed: 1 },
  );
  const place = { host, device, language: "en", path: join(folder, "early") } as const;
  const train = async (start: RunConfig, plan: TrainPlan) => {
    for await (const event of trainRun(place, start, patches(), { figures: false, ...plan })) {
      if (event.type === "step" && event.step === 32) controller.abort();
      if (event.type === "end") return event.summary;
    }
  };
  const stopped = await train(config, { steps: 100, signal: controller.signal });
  expect(stopped).toMatchObject({ step: 32, isInterrupted: true, stepsToFinish: 5 }); // 78 of 100 steps precede the last stage
  const { config: kept, loaded } = await openRun(host, place.path);
  const log = await trimLog(host.files, place.path, 32);
  const finished = await train(kept, { finish: true, from: { checkpoint: loaded.checkpoint, log } });
  expect(finished).toMatchObject({ step: 37, isInterrupted: false, stepsToFinish: 0 });
  const last = (await readLog(host.files, place.path)).findLast(({ verdict }) => verdict);
  expect(last).toMatchObject({ step: 37 });
  expect(last!.metrics.copies).toBeDefined(); // judged by its drawings
});

test("training: a run without figures writes everything else", async () => {
  const events = await run("ae", { steps: 3, figures: false }, "bare");
  expect(events.at(-1)).toMatchObject({ type: "end", summary: { figures: [] } });
  const names = await readdir(join(folder, "bare"));
  expect(names).not.toContain("figures");
  expect(names).toEqual(expect.arrayContaining(["card.md", "checkpoint", "log.jsonl", "sample-history"]));
});

test("training: an abort signal stops after the current step and saves", async () => {
  const controller = new AbortController();
  const events: string[] = [];
  const config = resolveConfig("vae", "patches", { size: 16, features: 4, latent: 8 }, { pictures: 40, seed: 1 });
  const path = join(folder, "stopped");
  const plan = { steps: 1000, signal: controller.signal, figures: false };
  for await (const event of trainRun({ host, device, language: "en", path }, config, patches(), plan)) {
    events.push(event.type);
    if (event.type === "step" && event.step === 3) controller.abort();
    if (event.type === "end") expect(event.summary).toMatchObject({ step: 3, isInterrupted: true });
  }
  expect(events.filter((type) => type === "step")).toHaveLength(3);
  expect((await openRun(host, path)).loaded.checkpoint.step).toBe(3);
});

test("training: a limit in minutes follows the host's clock", async () => {
  let now = 0;
  const ticking = { ...host, clock: () => (now += 1000) };
  const config = resolveConfig("ae", "patches", { size: 16, features: 4, latent: 8 }, { pictures: 40, seed: 1 });
  const path = join(folder, "timed");
  let steps = 0;
  for await (const event of trainRun({ host: ticking, device, language: "en", path }, config, patches(), {
    minutes: 1,
  }))
    if (event.type === "step") steps = event.step;
  expect(steps).toBeGreaterThan(3);
  expect(steps).toBeLessThan(60);
});

test("training: each checkpoint reads the device once and saves all parts", async () => {
  let reads = 0;
  const counting: Device = {
    ...device,
    upload: (weights) => {
      const state = device.upload(weights);
      const read: State["read"] = (names) => {
        reads++;
        return state.read(names);
      };
      return Object.assign(Object.create(state) as State, { read });
    },
  };
  const events = await run("vae", { steps: 6, checkpointEvery: 3, figures: false }, "checks", counting);
  expect(events.filter(({ type }) => type === "checkpoint")).toHaveLength(3); // before the first step, in between, at the end
  expect(reads).toBe(3);
  const modelCard = await readFile(join(folder, "checks", "card.md"), "utf8");
  expect(modelCard).toContain("npx omakase train vae patches --size 16 --features 4 --latent 8 --seed 1 --steps 6\n");
});

test("training: a resume on another device gives a notice", async () => {
  const first = await run("ae", { steps: 2, figures: false }, "moved");
  expect(first.some((event) => event.type === "notice" && /pictures? (is|are) (very )?few/.test(event.text.en))).toBe(
    true,
  );
  const { loaded, log } = await openRun(host, join(folder, "moved"));
  const notices = async (version: string) => {
    const checkpoint = { ...loaded.checkpoint, device: { name: "onnx", version } };
    const events = await run("ae", { steps: 3, from: { checkpoint, log }, figures: false }, "moved");
    expect(events.at(-1)).toMatchObject({ type: "end", summary: { step: 3 } });
    return events.flatMap((event) => (event.type === "notice" ? event.text : []));
  };
  expect(await notices(device.version)).toEqual([]);
  expect(await notices("some-runtime 0.9")).toEqual([
    { ja: expect.stringContaining("some-runtime 0.9"), en: expect.stringContaining("onnx (some-runtime 0.9)") },
  ]);
});

test("model card: the command lists overrides only", () => {
  const command = (source: string, conditions: RunOverrides) => {
    const config = resolveConfig("gan", source, { ...conditions, channels: 3 }, { pictures: 4000, seed: 5 });
    return reproduceCommand(config, { count: 4000, channels: 3, tags: [] }, 100);
  };
  expect(command("sushi", {})).toBe("npx omakase train gan sushi --seed 5 --steps 100");
  const all = {
    size: 32,
    count: 4000,
    features: 8,
    latent: 12,
    batchSize: 4,
    learningRate: 1e-3,
    weights: { gradientPenalty: 3 },
    flip: true,
  } as const;
  expect(command("私の 絵/a", all)).toBe(
    'npx omakase train gan "私の 絵/a" --size 32 --features 8 --latent 12 --count 4000 --flip --batch-size 4 --learning-rate 0.001 --penalty 3 --seed 5 --steps 100',
  );
  expect(command("it's $5", {})).toContain("train gan 'it'\\''s $5' --seed");
});

test("model card: the command lists the tags unless the model learns all of them by itself", () => {
  const tag = { name: "hat", label: { ja: "帽子", en: "hat" }, kind: "binary" as const, choices: [] };
  const commandOf = (model: "cgan" | "latent-flow") => {
    const config = resolveConfig(model, "faces", { attributes: { tags: [tag] } }, { pictures: 4000, seed: 5 });
    const column = { tag, values: new Float32Array(4000) };
    return reproduceCommand(config, { count: 4000, channels: 3, tags: [column] }, 100);
  };
  expect(commandOf("cgan")).not.toContain("--tags");
  expect(commandOf("latent-flow")).toContain(" --tags hat ");
});

test("configuration: it is complete, and unknown fields are rejected", () => {
  const config = resolveConfig("gan", "sushi", { learningRate: 1e-3 }, { pictures: 9, seed: 4 });
  expect(runSchema.parse(config)).toEqual(config);
  expect(config).toMatchObject({ learningRate: 1e-3, batchSize: 9, seed: 4, size: 64 });
  expect(runSchema.safeParse({ ...config, colour: "red" }).success).toBe(false);
  expect(runSchema.safeParse({ ...config, size: 65 }).success).toBe(false);
});
