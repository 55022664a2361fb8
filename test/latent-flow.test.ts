import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
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

test("latent flow: learns the tags that it is given, and draws what is asked for", async () => {
  const words = ["train", "latent-flow", "faces", ...small, "--tags", "glasses", "--steps", "4", "--out", "tagged"];
  const trained = await omakase(...words);
  expect(trained.code, trained.text).toBe(0);
  const drawn = await omakase("generate", "tagged", "--set", "glasses=on", "--count", "2", "--out", "glasses");
  expect(drawn.code, drawn.text).toBe(0);
  const config = JSON.parse(await readFile(join(folder, "tagged", "config.json"), "utf8"));
  expect(config.attributes.tags.map(({ name }: { name: string }) => name)).toEqual(["glasses"]);
});
