/**
 * `npm run bench:attribute-accuracy -- --runs runs/one,runs/two`: attribute accuracy of conditional models, all read by
 * one reader that learned from pictures that none of them saw, and how far their pictures are from real ones.
 *
 * `--reader FILE` keeps the reader, which takes minutes to learn. `--count` pictures are drawn to order, and four of every
 * rare combination. Of runs of the same source. `--size` is that of the pictures the reader sees (default: of the first
 * run); larger drawings are averaged down to it. A run is a folder, or the name of a model that comes along. With
 * `--purity 100` every attribute is changed in so many pictures, to see what else changes with it.
 */
import { evaluate, openDataset, openRun, createSampler, trainedRun } from "omakase";
import { generatedPictures } from "../dist/sample/index.js";
import { downsample } from "../dist/feature/downsample.js";
import { featureNetwork } from "../dist/feature/index.js";
import { attributeAccuracy, attributeAccuracyLines } from "../dist/evaluate/index.js";
import { splitDataset } from "../dist/dataset/index.js";
import { cpuDevice, isBundledModel, nodeHost, openBundledModel } from "omakase/node";
import { attributePurity } from "./attribute-purity.mjs";
import { openAttributeClassifier } from "./open-attribute-classifier.mjs";
import { parseBenchOptions } from "./parse-bench-options.mjs";

const settings = parseBenchOptions({
  runs: "runs/cgan-characters",
  reader: "",
  pictures: 120_000,
  features: 32,
  size: 0,
  fresh: 15_000,
  count: 1000,
  purity: 0,
  seed: 1,
  threads: 2,
  json: "no",
});
/** Seed of images of built-in sets that no model trains on by default. */
const unseenSeed = 1000;
/** Rounds of the bootstrap, whose deviations are not shown. */
const rounds = 2;
const { seed, count } = settings;
const host = nodeHost();
const device = await cpuDevice({ threads: settings.threads });
const note = (text) => settings.json === "no" && console.error(text);
const network = await featureNetwork(host, device);
const runs = [];
for (const path of settings.runs.split(","))
  runs.push(isBundledModel(path) ? await openBundledModel(path) : await openRun(host, path));
const { source, channels, attributes } = runs[0].config;
const size = settings.size || runs[0].config.size;
const set = await openDataset(source, host, { size, channels, count: settings.fresh, seed: unseenSeed });
const tags = attributes.tags.map(({ name }) => set.tags.find(({ tag }) => tag.name === name));
const { training, heldOut } = splitDataset({ ...set, tags }, 0.2, seed);
const classifier = await openAttributeClassifier(settings.reader, () => training, {
  ...settings,
  device,
  size,
  channels,
  note,
});
for (const run of runs) {
  const sampler = samplerOfSize(createSampler(trainedRun(run, device)), size);
  const found = await attributeAccuracy(sampler, classifier, heldOut, { count, combinations: Infinity, seed });
  const { generated, floor, space } = await evaluate(network, heldOut, generatedPictures(sampler, count, seed), {
    rounds,
  });
  const purity =
    settings.purity > 0 ? await attributePurity(sampler, classifier, { count: settings.purity, seed }) : [];
  sampler.dispose();
  const far = { frechet: generated.frechet?.value, floor: floor.frechet?.value, space };
  const step = run.loaded.checkpoint.step;
  if (settings.json !== "no") console.log(JSON.stringify({ run: run.name, step, ...found, ...far, purity }));
  else {
    console.log(`${run.name}, ${step * run.config.batchSize} pictures seen`);
    for (const { en } of attributeAccuracyLines(found)) console.log(en);
    for (const { name, purity: share, least } of purity)
      console.log(`  change of ${name}: ${percent(share)} of the others stay, ${least.name} ${percent(least.share)}`);
    if (far.frechet !== undefined)
      console.log(`  Fréchet distance ${far.frechet.toFixed(1)} (real ones ${far.floor.toFixed(1)}; ${space})`);
  }
}
network.dispose();

function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}

/** Averages the pictures of a sampler down to a size that divides its own. */
function samplerOfSize(sampler, side) {
  const { trained } = sampler;
  const { size, channels } = trained.picture;
  if (size === side) return sampler;
  const decode = async (latents, count) =>
    downsample(await sampler.decode(latents, count), count * channels, size, side);
  return { ...sampler, decode, trained: { ...trained, picture: { ...trained.picture, size: side } } };
}
