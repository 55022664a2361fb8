import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTally } from "../tally.mjs";
import { compareRuns } from "./train.mjs";

let folder: string;
let reference: string;
let run: string;
const record = (step: number, metrics: object) => `${JSON.stringify({ step, metrics })}\n`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "omakase-compare-"));
  reference = join(folder, "reference");
  run = join(folder, "run");
  const files = { "checkpoint/step-00000040.safetensors": "newest", "checkpoint/best.safetensors": "best" };
  const others = {
    "figures/samples.png": "picture",
    "figures/curves.svg": "curves",
    "card.md": "",
    "config.json": "{}",
  };
  const log = record(8, { distance: 1 }) + record(8, { loss: 2 }) + record(16, { distance: 3 });
  for (const name of ["checkpoint", "figures"]) mkdirSync(join(reference, name), { recursive: true });
  for (const [name, text] of Object.entries({ ...files, ...others, "log.jsonl": log }))
    writeFileSync(join(reference, name), text);
});
beforeEach(() => {
  rmSync(run, { recursive: true, force: true });
  cpSync(reference, run, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const compare = async () => {
  const { counts, problems, ...tally } = createTally();
  await compareRuns({ counts, problems, ...tally }, reference, run);
  return { counts, problems };
};

test("a resumed run that equals the undisturbed one keeps all promises", async () => {
  expect((await compare()).counts).toMatchObject({ promised: 10, kept: 10, lost: 0, double: 0 });
});

test("a record of its own, where Ctrl-C saved, is none that is double", async () => {
  appendFileSync(join(run, "log.jsonl"), record(11, { distance: 2 }));
  expect((await compare()).counts).toMatchObject({ lost: 0, double: 0 });
});

test.each([
  ["other weights", () => writeFileSync(join(run, "checkpoint", "step-00000040.safetensors"), "newesT"), 1, 0],
  ["no best model", () => rmSync(join(run, "checkpoint", "best.safetensors")), 1, 0],
  ["a figure less", () => rmSync(join(run, "figures", "curves.svg")), 1, 0],
  ["a record less", () => writeFileSync(join(run, "log.jsonl"), record(8, { loss: 2 })), 2, 0],
  ["a record twice", () => appendFileSync(join(run, "log.jsonl"), record(16, { distance: 3 })), 0, 1],
])("a run with %s is found", async (_, spoil, lost, double) => {
  spoil();
  expect((await compare()).counts).toMatchObject({ lost, double });
});
