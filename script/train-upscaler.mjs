/**
 * `npm run upscaler`: trains the network that enlarges drawn pictures (src/model/upscaler.ts), and writes it to
 * asset/upscaler.safetensors in half precision.
 *
 * It learns from parts of 64 px of sushi, faces and characters that are rendered at 256 px, with numbers of a seed that no
 * other training uses. `--steps 3000 --count 200 --threads 1`: about five minutes.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { projectRoot } from "./run-program.mjs";

const options = parseArgs({
  options: Object.fromEntries(["steps", "count", "threads", "out"].map((name) => [name, { type: "string" }])),
}).values;
const numberOption = (name, usual) => Number(options[name] ?? usual);
if ((await build()) !== 0) process.exit(1);

const { datasetFromPictures, openDataset, random, train } = await import("../dist/index.js");
const { writeSafetensors } = await import("../dist/checkpoint/index.js");
const { crop } = await import("../dist/image/index.js");
const { upscaler } = await import("../dist/model/index.js");
const { cpuDevice, nodeHost } = await import("../dist/node/index.js");

const [size, side, partsOfEach, seed] = [256, 64, 8, 2000];
const count = numberOption("count", 200);
const host = nodeHost();
const parts = [];
for (const name of ["sushi", "faces", "characters"]) {
  const set = await openDataset(name, host, { size, channels: 3, count, seed });
  for (let index = 0; index < count; index++) {
    const picture = await set.picture(index);
    const places = random(seed, name, index).uniforms(2 * partsOfEach, 0, size - side + 1);
    for (let at = 0; at < partsOfEach; at++)
      parts.push(crop(picture, Math.floor(places[2 * at]), Math.floor(places[2 * at + 1]), side, side));
  }
  console.log(`${name}: ${count} pictures of ${size} px`);
}
const batchSize = 16;
const steps = numberOption("steps", 3000);
const training = train(upscaler(), datasetFromPictures(parts, { size: side }), {
  device: await cpuDevice({ threads: numberOption("threads", 1) }),
  steps,
  settings: { learningRate: { from: 2e-3, to: 5e-5, images: steps * batchSize } },
});
let sum = 0;
for await (const { step, metrics } of training) {
  sum += metrics["upscaler.reconstruction"] ?? metrics.reconstruction;
  if (step % 100 > 0) continue;
  console.log(`${step} / ${steps}: mean absolute error ${(sum * 1.275).toFixed(3)} / 255`);
  sum = 0;
}
const { weights } = await training.result();
const kept = new Map([...weights].filter(([name]) => name.startsWith("upscaler.")));
const dtypes = new Map([...kept.keys()].map((name) => [name, "F16"]));
writeFileSync(
  options.out ?? join(projectRoot, "asset", "upscaler.safetensors"),
  writeSafetensors(kept, {}, { dtypes }),
);
