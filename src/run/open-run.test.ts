import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { untrainedRun } from "../../test/untrained-run.ts";
import { saveCheckpoint, writeRunConfig } from "../checkpoint/index.ts";
import { nodeHost } from "../node/index.ts";
import { openRun } from "./open-run.ts";

const host = nodeHost({ cache: false });
let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "omakase-open-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(["ae", "gan", "pix2pix"] as const)("a %s whose networks were made otherwise is refused", async (model) => {
  const run = untrainedRun(model);
  const { checkpoint } = run.loaded;
  const path = join(folder, model);
  await writeRunConfig(host.files, path, run.config);
  await saveCheckpoint(host.files, path, checkpoint);
  expect((await openRun(host, path)).loaded.checkpoint.step).toBe(checkpoint.step);

  const [lost] = [...checkpoint.weights.keys()].filter((name) => /^(decoder|generator)\./.test(name));
  const weights = new Map([...checkpoint.weights].filter(([name]) => name !== lost));
  await saveCheckpoint(host.files, path, { ...checkpoint, step: checkpoint.step + 1, weights });
  const refused = openRun(host, path);
  await expect(refused).rejects.toMatchObject({ code: "checkpoint" });
  await expect(refused).rejects.toThrow(lost);
});

test("open run: a configuration edited by hand is rejected, except a moved source", async () => {
  const { config, loaded } = untrainedRun("gan");
  const path = join(folder, "changed");
  await saveCheckpoint(host.files, path, loaded.checkpoint);
  const { seed, ...rest } = config;
  for (const same of [config, { seed, ...rest }, { ...config, source: "/elsewhere/pictures" }]) {
    await writeRunConfig(host.files, path, same);
    expect((await openRun(host, path)).config.seed).toBe(seed);
  }
  for (const [name, value] of Object.entries({ seed: seed + 1, flip: !config.flip, source: "sushi", count: 7 })) {
    await writeRunConfig(host.files, path, { ...config, [name]: value });
    await expect(openRun(host, path)).rejects.toThrow(
      `config.json: expected the configuration that the run was trained with, got one with another ${name}. Undo`,
    );
  }
});

test("open run: damaged attributes of a cgan are rejected with one sentence", async () => {
  const run = untrainedRun("cgan", {}, 3);
  const { checkpoint } = run.loaded;
  const path = join(folder, "cgan");
  const examples = join(path, "examples.json");
  const keep = (hat: unknown, hair: unknown, yaw: unknown) =>
    host.files.write(examples, JSON.stringify({ formatVersion: 1, values: { hat, hair, yaw } }));
  await writeRunConfig(host.files, path, run.config);
  await saveCheckpoint(host.files, path, checkpoint);
  await keep([0, 1, null], [2, 1, 0], [-30, 5.5, null]);
  const read = await openRun(host, path);
  expect(read.examples).toEqual(
    [
      [0, 1, NaN],
      [2, 1, 0],
      [-30, 5.5, NaN],
    ].map((column) => Float32Array.from(column)),
  );
  for (const [hat, hair, yaw] of [
    [2, 0, 0],
    [0, 3, 0],
    [0.5, 0, 0],
    [0, -1, 0],
    [0, 0, 1e39],
  ]) {
    await keep([hat], [hair], [yaw]);
    await expect(openRun(host, path)).rejects.toThrow("got a damaged file");
  }
  await writeRunConfig(host.files, path, { ...run.config, attributes: undefined });
  await expect(openRun(host, path)).rejects.toThrow("got one of an impossible shape");
});
