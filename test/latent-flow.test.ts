import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDataset } from "../src/dataset/index.ts";
import { latentFlow, latentFlowNetworks } from "../src/model/index.ts";
import { cpuDevice, nodeHost, openBundledModel } from "../src/node/index.ts";
import { trainedRun } from "../src/run/index.ts";
import { createSampler } from "../src/sample/index.ts";
import { multiply } from "../src/tensor/index.ts";
import { runOmakase } from "./run-omakase.ts";

const program = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "cli", "main.js");
let folder: string;

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "omakase-latent-flow-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const omakase = (...words: string[]) => runOmakase(program, folder, words);
const small = ["--size", "16", "--features", "4", "--latent", "32", "--count", "40", "--seed", "1", "--device", "cpu"];

test("latent flow: trains, draws, reconstructs, morphs and exports from the command line", async () => {
  const trained = await omakase("train", "latent-flow", "sushi", ...small, "--steps", "4", "--out", "run");
  expect(trained.code, trained.text).toBe(0);
  for (const words of [
    ["generate", "run", "--count", "2", "--seed", "5", "--out", "drawn"],
    ["reconstruct", "run", "drawn/seed-5-0000.png", "--out", "again"],
    ["morph", "run", "--from", "1", "--to", "2", "--frames", "3", "--out", "morph.gif"],
    ["export", "run", "--out", "model.onnx"],
  ]) {
    const { code, text } = await omakase(...words);
    expect(code, `${words.join(" ")}: ${text}`).toBe(0);
  }
  expect((await readFile(join(folder, "model.onnx"))).length).toBeGreaterThan(1000);
});

test("latent flow: learns the tags that it is given, draws what is asked for, and passes them on to the next", async () => {
  const train = (...words: string[]) => omakase("train", "latent-flow", "faces", ...small, ...words);
  const base = await train("--tags", "hair,glasses", "--steps", "2", "--out", "base");
  expect(base.code, base.text).toBe(0);
  const drawn = await omakase("generate", "base", "--set", "glasses=on", "--count", "2", "--out", "glasses");
  expect(drawn.code, drawn.text).toBe(0);
  const next = await train("--from", "base", "--steps", "2", "--out", "next");
  expect(next.code, next.text).toBe(0);
  const attributesOf = async (run: string) =>
    JSON.parse(await readFile(join(folder, run, "config.json"), "utf8")).attributes;
  expect(await attributesOf("next")).toEqual(await attributesOf("base"));
  const { tags } = await attributesOf("base");
  expect(tags.map(({ name }: { name: string }) => name)).toEqual(["hair", "glasses"]);
  const same = await train("--from", "base", "--tags", "glasses,hair", "--dry-run");
  expect(same.code, same.text).toBe(0);
  const other = await train("--from", "base", "--tags", "glasses", "--steps", "2", "--out", "other");
  expect(other.text).toContain("--tags: expected hair, glasses, as the old model has, got glasses. Leave --tags out.");
  expect(other.code).toBe(2);
});

test("latent flow: what the bundled sushi encodes and decodes is what its autoencoder reconstructs", async () => {
  const trained = trainedRun(await openBundledModel("sushi"), await cpuDevice());
  const count = 16;
  const sushi = await openDataset("sushi", nodeHost(), { size: 128, count });
  const images = await sushi.batch(Uint32Array.from({ length: count }, (_, at) => at));
  const networks = latentFlowNetworks({ size: 128, channels: 3, features: 24, latent: trained.model.latent });
  const still = latentFlow({ ...networks, flow: (x) => multiply(x, 0) });
  const autoencoder = { ...trained, model: { ...still, encode: trained.model.stages[2].prepare } };
  const [got, wanted] = await Promise.all(
    [trained, autoencoder].map(async (model) => {
      const sampler = createSampler(model);
      return await sampler.decode(await sampler.encode(images, count), count);
    }),
  );
  const difference = got.reduce((sum, value, at) => sum + Math.abs(value - wanted[at]), 0) / got.length;
  expect(difference).toBeGreaterThan(0); // the flow takes part
  expect(difference).toBeLessThan(0.0005); // of [−1, 1]
});
