/**
 * `npm run bench:fuse -- --run runs/cgan-characters`: do children have their visible traits from their parents?
 *
 * A reader, trained on real pictures alone, reads parents and children as they were drawn. A trait of a child is
 * inherited when it is read as what is read in one of the parents. Beside it: what the recipe says (the trait of the
 * parent whom it was taken from), what was wished for, the same of a child of other parents (chance), and the same of
 * real pictures that have the traits of two real ones (the most that this reader can find).
 *
 * `--reader FILE` keeps the reader, which takes minutes to learn. `--by layer` reads children of layers.
 *
 * Of a model without attributes nothing is read: of each band of a child it is asked whether it looks more like the same
 * band of the parent whom it was taken from, or of the other one.
 */
import { drawCharacter, generate, openDataset, openRun, createSampler, random, trainedRun } from "omakase";
import { attributePredictor } from "../dist/feature/index.js";
import { fuse, genomeOf } from "../dist/latent/index.js";
import { periodicDistance, splitDataset } from "../dist/dataset/index.js";
import { classifierAccuracy } from "../dist/evaluate/index.js";
import { toTensor } from "../dist/image/index.js";
import { cpuDevice, nodeHost } from "omakase/node";
import { openAttributeClassifier } from "./open-attribute-classifier.mjs";
import { parseBenchOptions } from "./parse-bench-options.mjs";

const settings = parseBenchOptions({
  run: "runs/cgan-characters",
  reader: "",
  pictures: 120_000,
  features: 32,
  count: 10_000,
  pairs: 100,
  children: 8,
  by: "attribute",
  seed: 1,
  threads: 2,
  json: "no",
});
const { pairs, children, by, seed, threads } = settings;
const host = nodeHost();
const device = await cpuDevice({ threads });
const run = await openRun(host, settings.run);
const sampler = createSampler(trainedRun(run, device));
const { source, size, channels } = run.config;
const note = (text) => settings.json === "no" && console.error(text);

if (!sampler.attributes) {
  await compareLayerBands();
  process.exit(0);
}
const { tags } = sampler.attributes;

async function compareLayerBands() {
  const nearer = {};
  for (let pair = 0; pair < pairs; pair++) {
    const founders = await generate(sampler, { seed: 1000 + seed, first: 2 * pair, count: 2 });
    for (const { picture, shares } of await fuse(sampler, founders, { count: children, seed: pair, by: "layer" })) {
      Object.entries(shares).forEach(([name, share], band, all) => {
        const [from, to] = [band, band + 1].map((at) => Math.round((at * picture.pixels.length) / all.length));
        const [own, other] = (share === 1 ? founders : founders.toReversed()).map((parent) => {
          let sum = 0;
          for (let at = from; at < to; at++) sum += Math.abs(picture.pixels[at] - parent.picture.pixels[at]);
          return sum;
        });
        (nearer[name] ??= []).push(own < other);
      });
    }
  }
  const shown = Object.entries(nearer).map(([name, all]) => [name, all.filter(Boolean).length / all.length]);
  if (settings.json !== "no")
    return console.log(JSON.stringify({ run: run.name, by: "layer", nearer: Object.fromEntries(shown) }));
  for (const [name, share] of shown) console.log(`${name.padEnd(14)}${(100 * share).toFixed(1)}`);
}

/** Pictures that the reader has not learned from, where it learns now. */
let heldOut;
/** The independent reader: it never sees a drawn picture, and the model never sees it. */
const predictor = attributePredictor(
  await openAttributeClassifier(settings.reader, openTrainingSet, { ...settings, device, size, channels, note }),
);
if (heldOut)
  for (const { name, accuracy, medianError } of await classifierAccuracy(predictor, heldOut))
    note(`  ${name}: ${accuracy === undefined ? `median error ${medianError.toFixed(1)}` : accuracy.toFixed(3)}`);

async function openTrainingSet() {
  const parts = splitDataset(await openDataset(source, host, { size, channels, count: settings.count }), 0.1, seed);
  ({ heldOut } = parts);
  return parts.training;
}

/** Predicts the traits of images: for each image a value for each attribute of the model. */
async function predictTraits(pictures) {
  const values = new Float32Array(pictures.length * channels * size ** 2);
  pictures.forEach((picture, at) => values.set(toTensor(picture, channels), at * channels * size ** 2));
  const said = await predictor.predict(values, pictures.length);
  return pictures.map((_, at) => tags.map((_, tag) => said[tagColumns[tag]][at]));
}
const known = (await openDataset(source, host, { size, channels, count: 2 })).tags.map(({ tag }) => tag);
const tagColumns = tags.map(({ name }) => known.findIndex((tag) => tag.name === name));

/** Maximum difference of a number, in its own unit, that counts as a parent's. */
const numberTolerance = { yaw: 15, pitch: 10 };
/** Whether a number wraps is a matter of the pictures: the model may have learned it as one that does not. */
const period = Object.fromEntries(known.map((tag) => [tag.name, tag.period]));
const isSameTrait = ({ name, kind, std }, a, b) =>
  kind === "number" ? periodicDistance({ period: period[name] }, a, b) <= (numberTolerance[name] ?? std) : a === b;

const columns = ["inherited", "as said", "as wished", "parent as wished", "chance", "real"];
const tally = tags.map(() => Object.fromEntries(columns.map((column) => [column, []])));
const fullTraits = { children: [], real: [] };

const families = [];
for (let pair = 0; pair < pairs; pair++) {
  const founders = await generate(sampler, { seed: 1000 + seed, first: 2 * pair, count: 2 });
  const born = await fuse(sampler, founders, { count: children, seed: pair, by });
  families.push({
    born,
    parents: await predictTraits(founders.map(({ picture }) => picture)),
    conditionOffset: founders.map(({ recipe }) => recipe.attributes[0]),
    read: await predictTraits(born.map(({ picture }) => picture)),
  });
  if (pair % 10 === 9) note(`pair ${pair + 1} / ${pairs}`);
}
const namedTagValue = (tag, named) =>
  tag.kind === "number" ? named : tag.choices.findIndex((choice) => choice.name === named);
families.forEach(({ born, parents, conditionOffset, read: seen }, pair) => {
  const strangers = families[(pair + 1) % pairs].read;
  tags.forEach((tag, at) => {
    const fromParents = (value) => parents.some((parent) => isSameTrait(tag, parent[at], value));
    parents.forEach((parent, side) =>
      tally[at]["parent as wished"].push(
        isSameTrait(tag, parent[at], namedTagValue(tag, conditionOffset[side][tag.name])),
      ),
    );
    born.forEach(({ traits }, child) => {
      const value = seen[child][at];
      tally[at].inherited.push(fromParents(value));
      tally[at].chance.push(fromParents(strangers[child][at]));
      const trait = traits.find(({ attribute }) => attribute === tag.name);
      if (!trait) return;
      tally[at]["as wished"].push(isSameTrait(tag, trait.value, value));
      const side = { a: 0, both: 0, b: 1 }[trait.source];
      if (side !== undefined) tally[at]["as said"].push(isSameTrait(tag, parents[side][at], value));
    });
  });
  born.forEach((_, child) =>
    fullTraits.children.push(
      tags.every((tag, at) => tag.kind === "number" || parents.some((parent) => parent[at] === seen[child][at])),
    ),
  );
});

if (source === "characters") {
  const { genes } = genomeOf(sampler, "attribute");
  for (let pair = 0; pair < pairs; pair++) {
    const draw = (index, labels) => drawCharacter(index, { size, seed: 7000 + seed, labels });
    const real = [draw(10 * pair), draw(10 * pair + 1)];
    const rng = random(seed, "real children", pair);
    const offspring = Array.from({ length: children }, (_, child) => {
      const labels = {};
      for (const gene of genes) {
        const from = real[rng.integer(2)].labels;
        for (const tag of gene.tags) labels[tag] = from[tag];
      }
      return draw(10 * pair + 2 + child, labels);
    });
    const parents = await predictTraits(real.map(({ picture }) => picture));
    for (const seen of await predictTraits(offspring.map(({ picture }) => picture))) {
      const each = tags.map((tag, at) => parents.some((parent) => isSameTrait(tag, parent[at], seen[at])));
      each.forEach((right, at) => tally[at].real.push(right));
      fullTraits.real.push(each.every((right, at) => right || tags[at].kind === "number"));
    }
  }
}

const mean = (values) => values.reduce((sum, value) => sum + Number(value), 0) / values.length;
const rows = tags.map(({ name, kind }, at) => ({
  name,
  kind,
  ...Object.fromEntries(columns.map((column) => [column, mean(tally[at][column])])),
}));
const meanOverTags = (some) =>
  Object.fromEntries(columns.map((column) => [column, mean(some.map((row) => row[column]))]));
const result = {
  run: run.name,
  step: run.loaded.checkpoint.step,
  by,
  children: pairs * children,
  rows,
  choices: meanOverTags(rows.filter(({ kind }) => kind !== "number")),
  all: meanOverTags(rows),
  whole: { children: mean(fullTraits.children), real: mean(fullTraits.real) },
};
if (settings.json !== "no") console.log(JSON.stringify(result));
else {
  const percent = (value) => (Number.isNaN(value) ? "—" : (100 * value).toFixed(1)).padStart(columns[3].length);
  console.log(`${"".padEnd(14)}${columns.map((column) => column.padStart(columns[3].length)).join("  ")}`);
  for (const row of [...rows, { name: "choices", ...result.choices }, { name: "all", ...result.all }])
    console.log(`${row.name.padEnd(14)}${columns.map((column) => percent(row[column])).join("  ")}`);
  console.log(`every choice of a child: ${percent(result.whole.children)} (real: ${percent(result.whole.real)})`);
}
sampler.dispose();
predictor.dispose();
