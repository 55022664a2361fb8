import * as ort from "onnxruntime-node";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { trimLog } from "../checkpoint/index.ts";
import { datasetFromPictures } from "../dataset/index.ts";
import { onnxDevice, type Ort } from "../device/index.ts";
import { nodeHost } from "../node/index.ts";
import { random } from "../tensor/index.ts";
import { openRun } from "./open-run.ts";
import { resolveConfig } from "./resolve-config.ts";
import type { RunEvent } from "./run-event.ts";
import { trainRun, type TrainPlan } from "./train-run.ts";

const host = nodeHost({ cache: false });
const device = onnxDevice(ort as unknown as Ort, { threads: 1 });
const size = 8;
const noise = (at: number) => Uint8Array.from(random(1, "noise", at).uniforms(3 * size ** 2, 0, 255));
const dataset = datasetFromPictures(
  Array.from({ length: 40 }, (_, at) => ({ width: size, height: size, channels: 3, pixels: noise(at) }) as const),
);
const config = resolveConfig("gan", "noise", { size, features: 4, latent: 8 }, { pictures: 40, seed: 1 });
let folder: string;

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "omakase-resume-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Trains until the plan's end, or abandons the run when `isEnough` holds, which saves nothing, as a kill does. */
async function run(
  name: string,
  plan: TrainPlan,
  isEnough: (event: RunEvent) => boolean = () => false,
  known = config,
) {
  const place = { host, device, language: "en", path: join(folder, name) } as const;
  for await (const event of trainRun(place, known, dataset, plan)) if (isEnough(event)) return;
}

/** Resumes a run from its newest checkpoint. */
async function goOn(name: string, plan: TrainPlan, isEnough?: (event: RunEvent) => boolean) {
  const path = join(folder, name);
  const { config: known, loaded } = await openRun(host, path);
  const log = await trimLog(host.files, path, loaded.checkpoint.step);
  await run(name, { ...plan, from: { checkpoint: loaded.checkpoint, log } }, isEnough, known);
}

test("resume: a killed and resumed run has the log and checkpoints of an uninterrupted one", async () => {
  const plan = { steps: 22, checkpointEvery: 5, figuresEvery: 1000, figures: false };
  await run("straight", plan);
  await run("killed", plan, (event) => event.type === "checkpoint" && event.step === 5);
  await goOn("killed", plan, (event) => event.type === "step" && event.step === 13);
  await goOn("killed", plan, (event) => event.type === "step" && event.step === 17);
  await goOn("killed", plan);
  const files = [
    "log.jsonl",
    ...(await readdir(join(folder, "straight", "checkpoint"))).map((name) => `checkpoint/${name}`),
  ];
  expect(files.length).toBeGreaterThan(3);
  for (const name of files)
    expect(await readFile(join(folder, "killed", name)), name).toEqual(await readFile(join(folder, "straight", name)));
});

test("resume: a run killed after its last checkpoint gets its figures", async () => {
  const write: typeof host.files.write = (path, bytes) =>
    path.includes("figures") ? Promise.reject(new Error("killed")) : host.files.write(path, bytes);
  const killed = { ...host.files, write };
  const place = { host: { ...host, files: killed }, device, language: "en", path: join(folder, "late") } as const;
  const training = (async () => {
    for await (const _ of trainRun(place, config, dataset, { steps: 10, checkpointEvery: 10, figuresEvery: 11 }));
  })();
  await expect(training).rejects.toThrow("killed");
  expect(existsSync(join(folder, "late", "card.md"))).toBe(false);
  await goOn("late", { steps: 10 });
  expect(await readFile(join(folder, "late", "card.md"), "utf8")).toContain("| Steps | 10 |");
  expect(await readdir(join(folder, "late", "figures"))).toContain("samples.png");
});

test("resume: the time left counts the steps of this session, not those of sessions before", async () => {
  let time = 0;
  const ticking = { ...host, clock: () => (time += 1000) };
  const path = join(folder, "estimated");
  const plan = { steps: 24, checkpointEvery: 20, figuresEvery: 1000, figures: false };
  await run("estimated", plan, (event) => event.type === "checkpoint" && event.step === 20);
  const { loaded } = await openRun(host, path);
  const from = { checkpoint: loaded.checkpoint, log: await trimLog(host.files, path, 20) };
  const left: number[] = [];
  for await (const event of trainRun({ host: ticking, device, language: "en", path }, config, dataset, {
    ...plan,
    from,
  }))
    if (event.type === "step") left.push(event.secondsLeft);
  expect(left).toHaveLength(4);
  for (const [at, seconds] of left.entries()) expect(seconds, String(at)).toBeGreaterThanOrEqual(3 - at); // a second or more a step
});

test("training: removal of the run's folder ends the run with one sentence and leaves no files", async () => {
  const path = join(folder, "removed");
  const training = (async () => {
    const place = { host, device, language: "en", path } as const;
    for await (const event of trainRun(place, config, dataset, { steps: 40 }))
      if (event.type === "step" && event.step === 3) await rm(path, { recursive: true });
  })();
  await expect(training).rejects.toThrow(
    `${path}: expected the folder of the run that trains, got a place from which it was removed. Train again.`,
  );
  expect(existsSync(path)).toBe(false);
});

test("length: minutes become steps by the speed, recorded so that the same course can be run and extended", async () => {
  let time = 0;
  const ticking = { ...host, clock: () => (time += 20) };
  const falling = resolveConfig("gan", "noise", { size, features: 4, latent: 8, decay: "0%:100%" }, { pictures: 40, seed: 1 }); // oxfmt-ignore
  const path = join(folder, "timed");
  const plan = { checkpointEvery: 5, figuresEvery: 1000, figures: false };
  for await (const _ of trainRun({ host: ticking, device, language: "en", path }, falling, dataset, { ...plan, minutes: 0.05 })); // oxfmt-ignore
  const timed = await openRun(host, path);
  const { step, weights } = timed.loaded.checkpoint;
  const totalImages = timed.config.totalImages as readonly { readonly from: number; readonly total: number }[];
  expect(totalImages[0].from).toBeGreaterThan(0);
  expect(Math.abs(totalImages.at(-1)!.total / (step * falling.batchSize) - 1)).toBeLessThan(0.3);

  await run("timed-again", { ...plan, steps: step }, undefined, { ...falling, totalImages: [...totalImages] });
  const again = (await openRun(host, join(folder, "timed-again"))).loaded.checkpoint;
  for (const [name, { values }] of weights) expect(again.weights.get(name)!.values, name).toEqual(values);
  await run("another-length", { ...plan, steps: step }, undefined, { ...falling, totalImages: 1e6 });
  const other = (await openRun(host, join(folder, "another-length"))).loaded.checkpoint;
  expect(other.weights.get("generator.0.weight")!.values).not.toEqual(weights.get("generator.0.weight")!.values);

  await goOn("timed", { ...plan, steps: step + 20 }, (event) => event.type === "step"); // killed before its next checkpoint
  expect((await openRun(host, path)).config.totalImages).toEqual([
    ...totalImages,
    { from: step * falling.batchSize, total: (step + 20) * falling.batchSize },
  ]);
});
