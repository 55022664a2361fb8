/**
 * `node script/pack-built-in-model.mjs <run> <name>`: packs a trained run as a model that comes along, into
 * asset/model/<name>.omakase, quantized to about eight bits a weight. What they were trained with is in asset/model/README.md.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { build } from "./build.mjs";
import { projectRoot } from "./run-program.mjs";

const [path, name] = process.argv.slice(2);
if (name === undefined) {
  console.error("node script/pack-built-in-model.mjs <run> <name>");
  process.exit(2);
}
if ((await build()) !== 0) process.exit(1);
const { openRun, packRun } = await import("../dist/index.js");
const { nodeHost } = await import("../dist/node/index.js");
const run = await openRun(nodeHost(), path);
const packed = await packRun({ ...run, name }, { float16: true, quantized: true, gzipped: true });
// 0.6 % smaller than by CompressionStream, which packRun uses as it also runs in pages (two latent flows)
const bytes = gzipSync(gunzipSync(packed), { level: 9, memLevel: 9 });
const folder = join(projectRoot, "asset", "model");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, `${name}.omakase`), bytes);
console.log(`${name}: ${bytes.length} bytes, step ${run.loaded.checkpoint.step}`);
