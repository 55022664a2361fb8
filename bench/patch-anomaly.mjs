/**
 * `npm run bench:patch-anomaly -- --run runs/gan-sushi`: measures the score by which
 * Draw finds broken pictures (`patchAnomalyScores`, 8 × 8 patches, against 200 others). Generated pictures have no
 * labels for "broken", so there are three measures:
 *
 * - `drawn among real`: beside 200 real pictures, is a drawn one odder than another real one? This says how good the
 *   model is, too.
 * - `damageSquare`: beside 200 drawings, as in Draw, is a drawing odder once a square in it, a quarter of its side long, is
 *   melted (of one colour) or torn (what stands elsewhere in it)?
 * - `called broken`: is the tenth that is oddest beside drawings also what is far from real pictures?
 *
 * Real pictures are of another seed than those learned from. `--json yes` prints one line a row.
 */
import { datasetFromPictures, openDataset, openRun, createSampler, random, trainedRun } from "omakase";
import { featureNetwork, joinFeatures } from "../dist/feature/index.js";
import { patchAnomalyScores } from "../dist/anomaly/index.js";
import { rocAuc } from "../dist/math/index.js";
import { toPictures } from "../dist/image/index.js";
import { cpuDevice, nodeHost } from "omakase/node";
import { parseBenchOptions } from "./parse-bench-options.mjs";

const settings = parseBenchOptions({ run: "", count: 200, known: 200, seed: 99, threads: 2, json: "no" });
const { count, known, seed } = settings;
const side = 8;
const batchSize = 48;
const host = nodeHost();
const device = await cpuDevice({ threads: settings.threads });
const network = await featureNetwork(host, device);
const run = await openRun(host, settings.run);
const { size, channels, source } = run.config;

async function extractPictureFeatures(pictures) {
  const parts = [];
  for (let from = 0; from < pictures.length; from += batchSize) {
    const set = datasetFromPictures(pictures.slice(from, from + batchSize), { size, channels });
    parts.push(await network.extractPatches(await set.batch([...Array(set.count).keys()]), set));
  }
  return joinFeatures(parts);
}

async function generatePictures(total) {
  const sampler = createSampler(trainedRun(run, device));
  const values = await sampler.decode(sampler.latents(seed, total), total);
  sampler.dispose();
  return toPictures(values, { channels, height: size, width: size });
}

async function realPictures(total) {
  const set = await openDataset(source, host, { size, channels, count: total, seed });
  return Promise.all(Array.from({ length: set.count }, (_, at) => set.picture(at)));
}

/** A drawing with a square of it changed: `change(pixel, x, y)` says what stands there. */
function damageSquare(picture, at, change) {
  const stream = random(seed, "damage", at);
  const patch = size / 4;
  const place = () => size / 8 + stream.integer((3 * size) / 4 - patch);
  const [left, top] = [place(), place()];
  const value = (x, y, channel) => picture.pixels[(y * size + x) * channels + channel];
  const shown = change({ left, top, patch, place, value });
  const pixels = picture.pixels.slice();
  for (let y = 0; y < patch; y++)
    for (let x = 0; x < patch; x++)
      for (let channel = 0; channel < channels; channel++)
        pixels[((top + y) * size + left + x) * channels + channel] = shown(x, y, channel);
  return { ...picture, pixels };
}

const fillWithColour = ({ left, top, patch, value }) => {
  const mean = (channel) => {
    let sum = 0;
    for (let y = 0; y < patch; y++) for (let x = 0; x < patch; x++) sum += value(left + x, top + y, channel);
    return sum / patch ** 2;
  };
  const colour = Array.from({ length: channels }, (_, channel) => mean(channel));
  return (_x, _y, channel) => colour[channel];
};

const copyFromElsewhere = ({ place, value }) => {
  const [left, top] = [place(), place()];
  return (x, y, channel) => value(left + x, top + y, channel);
};

const drawings = await generatePictures(known + count);
const real = await realPictures(known + count);
const [drawn, own] = [
  await extractPictureFeatures(drawings.slice(known)),
  await extractPictureFeatures(drawings.slice(0, known)),
];
const [fresh, other] = [
  await extractPictureFeatures(real.slice(known)),
  await extractPictureFeatures(real.slice(0, known)),
];
const [scoresAmongGenerated, scoresAmongReal] = [
  patchAnomalyScores(own, drawn, side),
  patchAnomalyScores(other, drawn, side),
];

/** @param raised - the part of the pictures that got odder. */
function printRow(what, normal, odd, raised) {
  const { auc: area, interval } = rocAuc(normal, odd);
  if (settings.json !== "no") return console.log(JSON.stringify({ run: run.name, what, area, interval, raised }));
  const ends = interval.map((end) => end.toFixed(3)).join(" to ");
  const words = raised === undefined ? "" : `; odder than before: ${(100 * raised).toFixed(0)} %`;
  console.log(`${run.name}  ${what}: ${area.toFixed(3)} (${ends})${words}`);
}

printRow("drawn among real", patchAnomalyScores(other, fresh, side), scoresAmongReal);
for (const [name, change] of Object.entries({ melted: fillWithColour, torn: copyFromElsewhere })) {
  const changed = await extractPictureFeatures(
    drawings.slice(known).map((picture, at) => damageSquare(picture, at, change)),
  );
  const scores = patchAnomalyScores(own, changed, side);
  printRow(
    `damaged, ${name}`,
    scoresAmongGenerated,
    scores,
    scores.filter((score, at) => score > scoresAmongGenerated[at]).length / count,
  );
}
const threshold = [...scoresAmongGenerated].sort((a, b) => b - a)[Math.floor(count / 10)];
printRow(
  "called broken, by how far from real",
  scoresAmongReal.filter((_, at) => scoresAmongGenerated[at] <= threshold),
  scoresAmongReal.filter((_, at) => scoresAmongGenerated[at] > threshold),
);
network.dispose();
