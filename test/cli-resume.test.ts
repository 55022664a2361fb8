import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, truncate, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadCheckpoint } from "../src/checkpoint/index.ts";
import { nodeHost } from "../src/node/index.ts";

const program = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "cli", "main.js");
const { files } = nodeHost();
let folder: string;

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "omakase 再開-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `omakase train … --json`; `onEvent` may kill it. Gives its exit code, null when it was killed. */
async function train(
  words: string[],
  onEvent: (event: { type: string; step?: number }, kill: (signal: NodeJS.Signals) => void) => void = () => {},
) {
  const child = spawn(process.execPath, [program, "train", ...words, "--json", "--lang", "en"], {
    env: { ...process.env, OMAKASE_CACHE: join(folder, "cache") },
  });
  let errorParts = "";
  child.stderr.on("data", (data) => (errorParts += String(data)));
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => onEvent(JSON.parse(line), (signal) => child.kill(signal)));
  const code = await new Promise<number | null>((resolve) => child.on("exit", resolve));
  return { code, errorParts };
}

const small = ["sushi", "--size", "32", "--count", "40", "--features", "4", "--batch-size", "4", "--seed", "7"];
const weightsOf = async (run: string) => (await loadCheckpoint(files, join(folder, run))).checkpoint;

test.skipIf(!existsSync(program))("40 steps are the same bytes as 20, kill -9, and 20 more", async () => {
  expect(await train(["gan", ...small, "--steps", "40", "--out", join(folder, "straight")])).toMatchObject({ code: 0 });
  const killed = await train(
    ["gan", ...small, "--steps", "40", "--checkpoint-every", "20", "--out", join(folder, "killed")],
    (event, kill) => {
      if (event.type === "checkpoint" && event.step === 20) kill("SIGKILL");
    },
  );
  expect(killed.code).toBeNull();
  expect((await weightsOf("killed")).step).toBe(20);
  expect(await train(["--resume", join(folder, "killed"), "--steps", "40"])).toMatchObject({ code: 0 });
  const [straight, resumed] = [await weightsOf("straight"), await weightsOf("killed")];
  expect(resumed.step).toBe(40);
  expect([...resumed.weights.keys()]).toEqual([...straight.weights.keys()]);
  for (const [name, { values }] of straight.weights) expect(resumed.weights.get(name)!.values, name).toEqual(values);
});

test.skipIf(!existsSync(program))(
  "a damaged checkpoint is passed over, and all damaged ones are refused in a sentence",
  async () => {
    const run = join(folder, "killed");
    const newest = join(run, "checkpoint", (await readdir(join(run, "checkpoint"))).sort().at(-1)!);
    await truncate(newest, 1000);
    expect(await train(["--resume", run, "--steps", "44"])).toMatchObject({ code: 0 });
    expect((await weightsOf("killed")).step).toBe(44);
    for (const name of await readdir(join(run, "checkpoint"))) await truncate(join(run, "checkpoint", name), 1000);
    const refused = await train(["--resume", run, "--steps", "50"]);
    expect(refused.code).toBe(2);
    expect(refused.errorParts.trim().split("\n")).toHaveLength(1);
  },
);

test.skipIf(!existsSync(program))("a run that was killed after its last checkpoint gets its figures", async () => {
  const run = join(folder, "late");
  const killed = await train(["ae", ...small, "--steps", "20", "--out", run], (event, kill) => {
    if (event.type === "checkpoint" && event.step === 20) kill("SIGKILL");
  });
  expect(killed.code).toBeNull();
  for (const late of ["card.md", "figures"]) await rm(join(run, late), { recursive: true, force: true });
  expect(await train(["--resume", run, "--steps", "20"])).toMatchObject({ code: 0, errorParts: "" });
  expect(existsSync(join(run, "card.md"))).toBe(true);
  expect(await readdir(join(run, "figures"))).toContain("samples.png");
  const refused = await train(["--resume", run, "--steps", "19"]);
  expect(refused).toMatchObject({ code: 2, errorParts: expect.stringContaining("--steps: expected at least 20") });
});

// Windows has no signal that a parent could send as Ctrl-C is sent.
test.skipIf(!existsSync(program) || process.platform === "win32")("Ctrl-C saves where it is", async () => {
  const ends: unknown[] = [];
  const stopped = await train(["ae", ...small, "--steps", "4000", "--out", join(folder, "stopped")], (event, kill) => {
    if (event.type === "step" && event.step === 10) kill("SIGINT");
    if (event.type === "end") ends.push(event);
  });
  expect(stopped).toMatchObject({ code: 0, errorParts: "" });
  expect(ends).toMatchObject([{ summary: { isInterrupted: true } }]);
  expect(ends[0]).not.toHaveProperty("summary.figureData");
  const { step } = await weightsOf("stopped");
  expect(step).toBeGreaterThanOrEqual(10);
  expect(step).toBeLessThan(4000);
});
