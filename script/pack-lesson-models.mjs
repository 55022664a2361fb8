/**
 * `node script/pack-lesson-models.mjs`: trains the models that chapters 2 and 3 show from inside, each by the chapter's own
 * program at its default size, and writes them to `lesson/<chapter>/model/`. A model is a gzipped safetensors file of at
 * most 150 kB: weights in half precision, rounded to about seven bits, and the places of pictures on its map.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "./build.mjs";
import { importProgram } from "./lesson-program.mjs";

if ((await build()) !== 0) process.exit(1);
const { createSampler, openDataset, train } = await import("../dist/index.js");
const { writeSafetensors } = await import("../dist/checkpoint/index.js");
const { chapterFiles, cpuDevice, listChapters, nodeHost } = await import("../dist/node/index.js");

/** Models to pack; an exercise without answers of chapter 3 is an autoencoder. */
const models = [
  { chapter: "autoencoder", program: "solution", name: "autoencoder", networks: ["encoder", "decoder"] },
  { chapter: "vae", program: "exercise", name: "autoencoder", networks: ["decoder"] },
  { chapter: "vae", program: "solution", name: "vae", networks: ["decoder"] },
];
const host = nodeHost();
const device = await cpuDevice({ threads: 1 });
const chapters = await listChapters(); // from here on, Node loads TypeScript

for (const { chapter: chapterName, program, name, networks } of models) {
  const chapter = chapters.find((one) => one.name === chapterName);
  const { default: model } = await importProgram(chapter, program);
  const { size, count, steps } = chapter.sizes.default;
  const sushi = await openDataset("sushi", host, { size, count });
  const training = train(model({ size }), sushi, { device, steps, seed: 1 });
  const trained = await training.result();
  const places = await createSampler(trained).encode(await sushi.batch([...Array(count).keys()]), count);
  const kept = new Map(networks.includes("encoder") ? [] : [["places", { shape: [count, 2], values: places }]]);
  for (const [key, { shape, values }] of trained.weights)
    if (networks.some((network) => key.startsWith(`${network}.`)))
      kept.set(key, { shape, values: shape.length > 1 ? roundWeights(values, 1 / 8) : values });
  const dtypes = new Map([...kept].filter(([, { shape }]) => shape.length > 1).map(([key]) => [key, "F16"]));
  const bytes = gzipSync(writeSafetensors(kept, { chapter: chapterName, steps: String(steps) }, { dtypes }), {
    level: 9,
  });
  const folder = join(chapterFiles(chapter), "model");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.safetensors.gz`), bytes);
  console.log(`${chapterName}/${name}: ${bytes.length} bytes, ${[...kept.keys()].join(" ")}`);
}

/** Rounds weights to multiples of a power of two of about `part` of their root mean square, which gzip stores in few bits. */
function roundWeights(values, part) {
  const meanSquare = Array.from(values).reduce((sum, value) => sum + value ** 2, 0) / values.length;
  if (!(meanSquare > 0)) return values;
  const step = 2 ** Math.floor(Math.log2(Math.sqrt(meanSquare) * part));
  return Float32Array.from(values, (value) => Math.round(value / step) * step);
}
