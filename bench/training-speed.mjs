/**
 * `npm run bench`: ours beside PyTorch on the same machine in the same run, in turns (ours, theirs, ours, theirs …),
 * the ratio taken turn by turn. `npm run bench -- --rows dcgan-64,vae --rounds 3 --json yes`
 *
 * `npm run bench -- --device webgpu` does so on the graphics card (PyTorch on CUDA, where it has it), and
 * `npm run bench -- --profile` says what every kernel takes. `npm run bench -- --floor` needs no card: it counts what a
 * step asks of one, and the least time that an H100 would need for it.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { stepLowerBound, lowerBoundTable } from "./step-lower-bound.mjs";
import { parseBenchOptions } from "./parse-bench-options.mjs";
import { kernelProfileTable } from "./kernel-profile-table.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const run = promisify(execFile);
const {
  rows: wanted,
  rounds,
  threads,
  json,
  device,
  profile,
  floor,
  count,
} = parseBenchOptions({
  rows: "all",
  rounds: 3,
  threads: 2,
  json: "no",
  device: "cpu",
  profile: "no",
  floor: "no",
  count: 0,
});
const onGpu = device === "webgpu" || profile === "yes";

const steps = {
  "dcgan-64": ["dcgan", "--batch", "64", "--features", "64", "--latent", "100", "--steps", "5"],
  "dcgan-16": ["dcgan", "--batch", "16", "--features", "64", "--latent", "100", "--steps", "14"],
  "cgan-64": ["cgan", "--batch", "16", "--features", "16", "--latent", "64", "--steps", "10"],
  "pix2pix-64": ["pix2pix", "--batch", "8", "--features", "32", "--steps", "10"],
  vae: ["vae", "--batch", "32", "--features", "32", "--latent", "64", "--steps", "15"],
};
/** A GPU is also to be measured where arithmetic is little and starting kernels is much. */
const gpuSteps = {
  "dcgan-64": ["dcgan", "--batch", "64", "--features", "64", "--latent", "100", "--steps", "48"],
  "dcgan-8": ["dcgan", "--batch", "8", "--features", "64", "--latent", "100", "--steps", "96"],
  "dcgan-16-features": ["dcgan", "--batch", "64", "--features", "16", "--latent", "100", "--steps", "96"],
  "dcgan-16-features-8": ["dcgan", "--batch", "8", "--features", "16", "--latent", "100", "--steps", "96"],
  "cgan-64": ["cgan", "--batch", "16", "--features", "16", "--latent", "64", "--steps", "96"],
  "pix2pix-64": ["pix2pix", "--batch", "8", "--features", "32", "--steps", "96"],
  vae: ["vae", "--batch", "32", "--features", "32", "--latent", "64", "--steps", "96"],
};
const ganSteps = { gan: ["gan", "--batch", "16", "--features", "16", "--latent", "64", "--steps", "10"] };
const isWanted = (name) => wanted === "all" || wanted.split(",").includes(name);

if (floor === "yes") {
  const rows = [];
  for (const [name, words] of Object.entries({ ...gpuSteps, ...ganSteps }))
    if (isWanted(name)) rows.push([name, await stepLowerBound(words)]);
  console.log(json === "no" ? lowerBoundTable(rows) : JSON.stringify(Object.fromEntries(rows), undefined, 2));
  process.exit();
}

async function runJsonLine(command, words) {
  const { stdout } = await run(command, words, { env: { ...process.env, OMP_NUM_THREADS: String(threads) } });
  return JSON.parse(stdout.trim().split("\n").at(-1));
}
/** `--count`: so many timed steps in place of the usual number. */
const stepOptions = count > 0 ? ["--steps", String(count)] : [];
const deviceOptions = (name) => ["--threads", String(threads), "--device", name, ...stepOptions];
const timeOmakase = (words) =>
  runJsonLine(process.execPath, [join(here, "step-speed.mjs"), ...words, ...deviceOptions(onGpu ? "webgpu" : "cpu")]);
const timePyTorch = (words) =>
  runJsonLine(python, [join(here, "rival", "torch_step.py"), ...words, ...deviceOptions(onGpu ? "cuda" : "cpu")]);
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

async function findPython() {
  for (const candidate of ["/usr/bin/python3", "python3", "python"]) {
    if (candidate.startsWith("/") && !existsSync(candidate)) continue;
    try {
      await run(candidate, ["-c", `import torch${onGpu ? "; torch.zeros(1, device='cuda')" : ""}`]);
      return candidate;
    } catch {
      // the next one may have it
    }
  }
  return undefined;
}

const python = await findPython();
if (!python) console.error(`PyTorch${onGpu ? " with CUDA" : ""} is not installed here: ours only.`);
const table = [];
const printRow = (row) => {
  table.push(row);
  if (json === "no") console.log(Object.values(row).join("  ·  "));
};

const all = onGpu ? gpuSteps : steps;
for (const [name, words] of Object.entries({ ...all, ...ganSteps })) {
  if (!isWanted(name)) continue;
  if (profile === "yes") {
    console.log(kernelProfileTable(name, await timeOmakase([...words, "--profile", "yes"])));
    continue;
  }
  const [mine, rival, ratios] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    mine.push(await timeOmakase(words));
    if (!python || !(name in all)) continue;
    rival.push(await timePyTorch(words));
    ratios.push(mine.at(-1).imagesPerSecond / rival.at(-1).imagesPerSecond);
  }
  printRow({
    row: name,
    ours: `${median(mine.map((m) => m.imagesPerSecond))} images/s`,
    ...(rival.length > 0 && {
      pytorch: `${median(rival.map((m) => m.imagesPerSecond))} images/s`,
      ratio: `${median(ratios).toFixed(2)} × (${ratios.map((ratio) => ratio.toFixed(2)).join(", ")})`,
    }),
    first: `first step after ${median(mine.map((m) => m.firstStepSeconds))} s`,
    memory: `peak ${median(mine.map((m) => m.peakMegabytes))} MB${rival.length > 0 ? `, PyTorch ${median(rival.map((m) => m.peakMegabytes))} MB` : ""}`,
  });
}
if (!onGpu && isWanted("drawing")) {
  const drawn = await runJsonLine(process.execPath, [join(here, "sampling-speed.mjs"), "--threads", String(threads)]);
  printRow({
    row: "drawing",
    cold: `first picture ${drawn.coldMilliseconds} ms`,
    one: `one ${drawn.oneMilliseconds} ms`,
    many: `64 in ${drawn.sixtyFourMilliseconds} ms`,
  });
}
if (!onGpu && isWanted("loading")) {
  const loaded = await runJsonLine(process.execPath, [join(here, "data-loading-speed.mjs")]);
  printRow({
    row: "loading",
    cold: `${loaded.coldJpegsPerSecond} JPEGs/s cold`,
    cached: `${loaded.cachedPerSecond}/s from the cache`,
    sushi: `${loaded.sushiPerSecond} sushi/s drawn`,
  });
}
if (json !== "no") console.log(JSON.stringify(table, undefined, 2));
