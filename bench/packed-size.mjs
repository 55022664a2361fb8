/**
 * `npm run bench:packed-size -- --runs runs/cgan-faces,runs/gan-sushi`: what a run weighs as one file for pages, whole, in half
 * precision and squeezed, raw and as gzip and brotli (the best of each) would send it; and how far pictures drawn in
 * half precision are from those of the whole checkpoint, in levels of 255, over `--pictures 256` of seed 1.
 */
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { openPackedRun, openRun, packRun, createSampler, trainedRun } from "omakase";
import { sampleAttributes } from "../dist/sample/index.js";
import { cpuDevice, nodeHost } from "omakase/node";
import { parseBenchOptions } from "./parse-bench-options.mjs";

const settings = parseBenchOptions({ runs: "runs/cgan-faces", pictures: 256, threads: 1 });
const host = nodeHost();
const device = await cpuDevice({ threads: settings.threads });
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
const level = (value) => Math.min(255, Math.max(0, Math.round((value + 1) * 127.5)));

for (const path of settings.runs.split(",")) {
  const run = await openRun(host, path);
  console.log(run.name);
  const half = await packRun(run, { float16: true });
  const files = { whole: await packRun(run), half, gzipped: await packRun(run, { float16: true, gzipped: true }) };
  for (const [name, bytes] of Object.entries(files)) {
    const [gzip, best] = [gzipSync(bytes, { level: 9 }), brotliCompressSync(bytes, brotli)];
    console.log(`  ${name}: ${bytes.length} bytes, gzip ${gzip.length}, brotli ${best.length}`);
  }
  const samplers = [run, await openPackedRun(half, "half")].map((one) => createSampler(trainedRun(one, device)));
  const { attributes } = run.config;
  const conditions = attributes && sampleAttributes(attributes, run.examples, 1, settings.pictures);
  const latents = samplers[0].latents(1, settings.pictures, { conditions });
  const [before, after] = await Promise.all(samplers.map((sampler) => sampler.decode(latents, settings.pictures, 16)));
  const counts = [];
  for (let at = 0; at < before.length; at++) {
    const difference = Math.abs(level(before[at]) - level(after[at]));
    counts[difference] = (counts[difference] ?? 0) + 1;
  }
  console.log(`  values that differ by 0, 1, … levels: ${counts.join(", ")}`);
}
