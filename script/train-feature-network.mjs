/**
 * `npm run feature`: trains the feature network of `omakase evaluate` and writes it to asset/features.safetensors.
 *
 * It learns, on all built-in sets at once at 64 px, which set a picture is from, all that is known about it, and how
 * much it was damaged (feature/degrade.mjs). What it sees in a picture on the way, 96 numbers, is the feature space in
 * which pictures are compared. After another training, all numbers change: raise `featureWeightsVersion` in
 * src/feature/feature-network.ts, as numbers of different versions cannot be compared.
 *
 * `npm run feature -- --pictures 50000 --count 2500 --threads 2`: pictures seen, and pictures of each set. Drawing the
 * sets takes a few minutes the first time. What the committed weights were trained with, and how well they see, is in
 * feature/README.md.
 */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { projectRoot } from "./run-program.mjs";

const options = parseArgs({
  options: Object.fromEntries(
    ["pictures", "count", "threads", "seed", "out"].map((name) => [name, { type: "string" }]),
  ),
}).values;
const numberOption = (name, usual) => Number(options[name] ?? usual);
if ((await build()) !== 0) process.exit(1);

const {
  attributePredictor,
  classifier,
  classifierAccuracy,
  classifierNetworks,
  createTrainer,
  openDataset,
  splitDataset,
  writeSafetensors,
} = await import("../dist/index.js");
const { cpuDevice, nodeHost } = await import("../dist/node/index.js");
const { combineTags, featureBatches } = await import("./feature/feature-batches.mjs");
const { degradations } = await import("./feature/degrade.mjs");

const names = ["sushi", "sushi-camera", "faces", "faces-personas", "characters", "emoji"];
const device = await cpuDevice({ threads: numberOption("threads", 2) });
const host = nodeHost();
const [training, heldOut] = [[], []];
for (const name of names) {
  const set = await openDataset(name, host, { size: 64, count: numberOption("count", 2500) });
  const parts = splitDataset(set, 0.1, 1);
  training.push(parts.training);
  heldOut.push(parts.heldOut);
  console.log(`${name}: ${parts.training.count} pictures to learn from, ${parts.heldOut.count} held back`);
}

const combinedTags = combineTags(training);
const picture = { size: 64, channels: 3 };
const model = classifier(classifierNetworks({ ...picture, features: 16, attributes: combinedTags.attributes }));
const pictures = numberOption("pictures", 50_000);
const batchSize = 32;
const settings = { batchSize, learningRate: { from: 2e-3, to: 2e-5, images: pictures } };
const seed = numberOption("seed", 1);
const trainer = await createTrainer(model, featureBatches(training, combinedTags, seed), { device, seed, settings });
const start = Date.now();
const minutes = () => (Date.now() - start) / 60_000;
let loss = 0;
while (trainer.imagesSeen < pictures) {
  loss += ((await trainer.advance()).loss - loss) * 0.02;
  if (trainer.step % 200 === 0)
    console.log(`${trainer.imagesSeen} pictures, ${minutes().toFixed(1)} min, loss ${loss.toFixed(3)}`);
}
const { weights } = await trainer.snapshot();
trainer.dispose();

const predictor = attributePredictor({ model, picture, weights, device });
for (const set of heldOut) {
  const own = new Set(set.tags.map(({ tag }) => `${set.name}.${tag.name}`));
  const values = Object.fromEntries(set.tags.map(({ tag, values }) => [`${set.name}.${tag.name}`, values]));
  const nothing = new Float32Array(set.count);
  const tags = combinedTags.attributes.tags.map((tag) => ({
    tag,
    values:
      values[tag.name] ??
      (tag.name === "set"
        ? nothing.map(() => heldOut.indexOf(set))
        : tag.name in degradations
          ? nothing
          : nothing.map(() => NaN)),
  }));
  console.log(`\n${set.name}, ${set.count} pictures that it has not seen:`);
  for (const { name, accuracy, medianError } of await classifierAccuracy(predictor, { ...set, tags }))
    if (own.has(name) || name === "set")
      console.log(
        `  ${name}: ${accuracy === undefined ? `off by ${medianError.toPrecision(3)}` : `${(100 * accuracy).toFixed(1)} %`}`,
      );
}

const savedWeights = [...weights].filter(([name]) => name.startsWith("body."));
const about = { pictures: String(trainer.imagesSeen), sets: names.join(", ") };
const bytes = writeSafetensors(new Map(savedWeights), about, {
  dtypes: new Map(savedWeights.map(([name]) => [name, "F16"])),
});
const out = options.out ?? join(projectRoot, "asset", "features.safetensors");
writeFileSync(out, bytes);
console.log(`\n${out}: ${bytes.length} bytes, SHA-256 ${createHash("sha256").update(bytes).digest("hex")}`);
