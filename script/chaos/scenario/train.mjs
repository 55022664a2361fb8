import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pause } from "../processes.mjs";
import { pick, wholeBetween } from "../random.mjs";

const steps = 40;
const checkpointEvery = 8;
const lastSignals = ["SIGKILL", "SIGKILL", "SIGKILL", "SIGINT", "SIGTERM"];

/**
 * `omakase train` is killed, suspended and interrupted, and resumed until its last step. Promised: weights, log and figures
 * are those of a training that nothing disturbed, byte for byte.
 */
export const train = {
  name: "train",

  /**
   * Draws a model and its faults: each comes `delay` ms after an event of a step. `end` is the last checkpoint, before the
   * figures are written; a suspended process goes on after `hold` ms.
   */
  plan(random) {
    const model = pick(random, ["ae", "vae", "gan"]);
    const faults = Array.from({ length: wholeBetween(random, 2, 4) }, () => {
      const on = pick(random, ["start", "step", "step", "step", "checkpoint", "end"]);
      const step = on === "start" ? 0 : on === "end" ? steps : wholeBetween(random, 1, steps - 1);
      const delay = wholeBetween(random, 0, on === "start" ? 1500 : on === "end" ? 3000 : 20);
      const isHeld = random() < 0.25;
      return isHeld
        ? { signal: "SIGSTOP", on, step, delay, hold: wholeBetween(random, 20, 800) }
        : { signal: pick(random, lastSignals), on, step, delay };
    });
    return { model, faults: faults.sort((a, b) => a.step - b.step) };
  },

  async run(context, { model, faults }) {
    const path = join(context.folder, "run");
    const [reference] = await Promise.all([referenceRun(context, model), trainThrough(context, model, path, faults)]);
    await compareRuns(context.tally, reference, path);
  },
};

/** Returns the folder of a training that nothing disturbs, made once for each model. */
export function referenceRun(context, model) {
  return context.once(`train-${model}`, async (folder) => {
    const path = join(folder, "run");
    const { code, stderr } = await trainOnce({ ...context, folder }, beginWords(model, path), []);
    if (code !== 0) throw new Error(`the undisturbed training ended with ${code}: ${stderr}`);
    return path;
  });
}

/** Words of `omakase` that begin a training. */
export function beginWords(model, path) {
  const settings = { size: 16, count: 40, features: 4, "batch-size": 4, seed: 7, threads: 1, device: "cpu" };
  const options = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return ["train", model, "sushi", ...options, ...lengthWords(), "--out", path];
}

/** Words of `omakase` that go on with a training. */
export function resumeWords(path) {
  return ["train", "--resume", path, "--threads", "1", "--device", "cpu", ...lengthWords()];
}

function lengthWords() {
  return ["--steps", String(steps), "--checkpoint-every", String(checkpointEvery)];
}

/** Trains to the last step, through all faults that come before it. */
async function trainThrough(context, model, path, faults) {
  const open = [...faults];
  for (let launches = 1; launches <= faults.length + 2; launches++) {
    const hasCheckpoint = existsSync(join(path, "checkpoint")) && (await readdir(join(path, "checkpoint"))).length > 0;
    const words = hasCheckpoint ? resumeWords(path) : beginWords(model, path);
    const { code, signal, stderr, sent, isComplete } = await trainOnce(context, words, open);
    if (code === 0 && isComplete) return;
    const isExpected = sent !== undefined && (code === 0 || signal === sent || code === 130 || code === 143);
    if (!isExpected) throw new Error(`omakase ${words.join(" ")} ended with ${code ?? signal}: ${stderr.trim()}`);
  }
  throw new Error(`the training did not reach its end after ${faults.length} faults`);
}

/**
 * Runs `omakase train` once, and removes from `open` the faults that it meets: all suspensions until the first that ends it.
 *
 * @returns its end, with the signal that was `sent`, and whether it `isComplete`.
 */
export async function trainOnce(context, words, open, { around = [], env = {}, onEvent } = {}) {
  let sent;
  let isComplete = false;
  let isOver = false;
  let busy = Promise.resolve();
  const hit = (type, step) => {
    const fault = open[0];
    if (sent !== undefined || fault === undefined || !isDue(fault, type, step)) return;
    open.shift();
    const { signal, delay, hold } = fault;
    if (signal !== "SIGSTOP") sent = signal;
    busy = busy.then(async () => {
      await pause(delay);
      if (isOver) return;
      context.tally.fault();
      child.kill(signal);
      if (hold === undefined) return;
      await pause(hold);
      child.kill("SIGCONT");
    });
  };
  const onLine = (line) => {
    const event = JSON.parse(line);
    onEvent?.(event, child);
    if (event.type === "end") isComplete = event.summary.step === steps && !event.summary.isInterrupted;
    hit(event.type, event.step);
  };
  const environment = { OMAKASE_CACHE: context.cache, ...env };
  const child = context.omakase(
    [...words, "--json", "--lang", "en"],
    { folder: context.folder, env: environment, onLine },
    around,
  );
  hit("start", 0);
  const end = await child.ended;
  isOver = true;
  await busy;
  return { ...end, sent, isComplete };
}

function isDue({ on, step: wanted }, type, step) {
  if (on === "start") return true;
  if (step === undefined || step < wanted) return false;
  if (on === "step") return type === "step" || type === "checkpoint";
  return type === "checkpoint";
}

/** Compares a run with the undisturbed one: newest and best checkpoint, each record of the log, each figure. */
export async function compareRuns(tally, reference, path) {
  const newest = (await readdir(join(reference, "checkpoint")))
    .filter((name) => name.startsWith("step-"))
    .sort()
    .at(-1);
  for (const name of [`checkpoint/${newest}`, "checkpoint/best.safetensors", "figures/samples.png"])
    tally.expect(await isSameFile(reference, path, name), `${path}: ${name} is not that of ${reference}`);
  for (const name of await readdir(join(reference, "figures")))
    tally.expect(existsSync(join(path, "figures", name)), `${path}: figures/${name} is missing`);
  for (const name of ["card.md", "config.json"])
    tally.expect(existsSync(join(path, name)), `${path}: ${name} is missing`);

  const [expected, found] = await Promise.all([reference, path].map(readLog));
  for (const record of expected)
    tally.expect(found.includes(record), `${path}: log.jsonl lacks the record ${record.slice(0, 80)}`);
  // A step has a record of its losses, and one of its verdict.
  const keys = found.map((record) => JSON.parse(record)).map(({ step, metrics }) => `${step} ${Object.keys(metrics)}`);
  for (const key of new Set(keys))
    if (keys.indexOf(key) !== keys.lastIndexOf(key)) tally.double(`${path}: log.jsonl has twice: step ${key}`);
}

async function readLog(path) {
  return (await readFile(join(path, "log.jsonl"), "utf8")).trim().split("\n");
}

async function isSameFile(reference, path, name) {
  if (!existsSync(join(path, name))) return false;
  const [expected, found] = await Promise.all([reference, path].map((folder) => readFile(join(folder, name))));
  return expected.equals(found);
}
