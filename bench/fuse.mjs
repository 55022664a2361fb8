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
import {
  classifierReader,
  drawCharacter,
  fuse,
  generate,
  genomeOf,
  numberDistance,
  openDataset,
  openRun,
  painter,
  random,
  readAttributes,
  splitDataset,
  toTensor,
  trainedRun,
} from "omakase";
import { cpuDevice, nodeHost } from "omakase/node";
import { openReader } from "./open-reader.mjs";
import { options } from "./options.mjs";

const given = options({
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
const { pairs, children, by, seed, threads } = given;
const host = nodeHost();
const device = await cpuDevice({ threads });
const run = await openRun(host, given.run);
const artist = painter(trainedRun(run, device));
const { source, size, channels } = run.config;
const note = (text) => given.json === "no" && console.error(text);

if (!artist.attributes) {
  await compareBands();
  process.exit(0);
}
const { tags } = artist.attributes;

async function compareBands() {
  const nearer = {};
  for (let pair = 0; pair < pairs; pair++) {
    const founders = await generate(artist, { seed: 1000 + seed, first: 2 * pair, count: 2 });
    for (const { picture, shares } of await fuse(artist, founders, { count: children, seed: pair, by: "layer" })) {
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
  if (given.json !== "no")
    return console.log(JSON.stringify({ run: run.name, by: "layer", nearer: Object.fromEntries(shown) }));
  for (const [name, share] of shown) console.log(`${name.padEnd(14)}${(100 * share).toFixed(1)}`);
}

/** Pictures that the reader has not learned from, where it learns now. */
let heldOut;
/** The independent reader: it never sees a drawn picture, and the model never sees it. */
const reader = classifierReader(await openReader(given.reader, lessons, { ...given, device, size, channels, note }));
if (heldOut)
  for (const { name, right, medianError } of await readAttributes(reader, heldOut))
    note(`  ${name}: ${right === undefined ? `median error ${medianError.toFixed(1)}` : right.toFixed(3)}`);

async function lessons() {
  const parts = splitDataset(await openDataset(source, host, { size, channels, count: given.count }), 0.1, seed);
  ({ heldOut } = parts);
  return parts.training;
}

/** What the reader says of pictures: for each picture a value for each attribute of the model. */
async function read(pictures) {
  const values = new Float32Array(pictures.length * channels * size ** 2);
  pictures.forEach((picture, at) => values.set(toTensor(picture, channels), at * channels * size ** 2));
  const said = await reader.attributes(values, pictures.length);
  return pictures.map((_, at) => tags.map((_, tag) => said[places[tag]][at]));
}
const known = (await openDataset(source, host, { size, channels, count: 2 })).tags.map(({ tag }) => tag);
const places = tags.map(({ name }) => known.findIndex((tag) => tag.name === name));

/** How far a number may be off, in its own unit, to count as a parent's. */
const near = { yaw: 15, pitch: 10 };
/** Whether a number wraps is a matter of the pictures: the model may have learned it as one that does not. */
const wraps = Object.fromEntries(known.map((tag) => [tag.name, tag.wraps]));
const alike = ({ name, kind, deviation }, a, b) =>
  kind === "number" ? numberDistance({ wraps: wraps[name] }, a, b) <= (near[name] ?? deviation) : a === b;

const columns = ["inherited", "as said", "as wished", "parent as wished", "chance", "real"];
const tally = tags.map(() => Object.fromEntries(columns.map((column) => [column, []])));
const whole = { children: [], real: [] };

const families = [];
for (let pair = 0; pair < pairs; pair++) {
  const founders = await generate(artist, { seed: 1000 + seed, first: 2 * pair, count: 2 });
  const born = await fuse(artist, founders, { count: children, seed: pair, by });
  families.push({
    born,
    parents: await read(founders.map(({ picture }) => picture)),
    wished: founders.map(({ recipe }) => recipe.attributes[0]),
    read: await read(born.map(({ picture }) => picture)),
  });
  if (pair % 10 === 9) note(`pair ${pair + 1} / ${pairs}`);
}
const valueOf = (tag, named) =>
  tag.kind === "number" ? named : tag.choices.findIndex((choice) => choice.name === named);
families.forEach(({ born, parents, wished, read: seen }, pair) => {
  const strangers = families[(pair + 1) % pairs].read;
  tags.forEach((tag, at) => {
    const fromParents = (value) => parents.some((parent) => alike(tag, parent[at], value));
    parents.forEach((parent, side) =>
      tally[at]["parent as wished"].push(alike(tag, parent[at], valueOf(tag, wished[side][tag.name]))),
    );
    born.forEach(({ traits }, child) => {
      const value = seen[child][at];
      tally[at].inherited.push(fromParents(value));
      tally[at].chance.push(fromParents(strangers[child][at]));
      const trait = traits.find(({ attribute }) => attribute === tag.name);
      if (!trait) return;
      tally[at]["as wished"].push(alike(tag, trait.value, value));
      const side = { a: 0, both: 0, b: 1 }[trait.from];
      if (side !== undefined) tally[at]["as said"].push(alike(tag, parents[side][at], value));
    });
  });
  born.forEach((_, child) =>
    whole.children.push(
      tags.every((tag, at) => tag.kind === "number" || parents.some((parent) => parent[at] === seen[child][at])),
    ),
  );
});

if (source === "characters") {
  const { genes } = genomeOf(artist, "attribute");
  for (let pair = 0; pair < pairs; pair++) {
    const draw = (index, labels) => drawCharacter(index, { size, seed: 7000 + seed, labels });
    const real = [draw(10 * pair), draw(10 * pair + 1)];
    const lot = random(seed, "real children", pair);
    const offspring = Array.from({ length: children }, (_, child) => {
      const labels = {};
      for (const gene of genes) {
        const from = real[lot.integer(2)].labels;
        for (const tag of gene.tags) labels[tag] = from[tag];
      }
      return draw(10 * pair + 2 + child, labels);
    });
    const parents = await read(real.map(({ picture }) => picture));
    for (const seen of await read(offspring.map(({ picture }) => picture))) {
      const each = tags.map((tag, at) => parents.some((parent) => alike(tag, parent[at], seen[at])));
      each.forEach((right, at) => tally[at].real.push(right));
      whole.real.push(each.every((right, at) => right || tags[at].kind === "number"));
    }
  }
}

const mean = (values) => values.reduce((sum, value) => sum + Number(value), 0) / values.length;
const rows = tags.map(({ name, kind }, at) => ({
  name,
  kind,
  ...Object.fromEntries(columns.map((column) => [column, mean(tally[at][column])])),
}));
const over = (some) => Object.fromEntries(columns.map((column) => [column, mean(some.map((row) => row[column]))]));
const result = {
  run: run.name,
  step: run.loaded.checkpoint.step,
  by,
  children: pairs * children,
  rows,
  choices: over(rows.filter(({ kind }) => kind !== "number")),
  all: over(rows),
  whole: { children: mean(whole.children), real: mean(whole.real) },
};
if (given.json !== "no") console.log(JSON.stringify(result));
else {
  const percent = (value) => (Number.isNaN(value) ? "—" : (100 * value).toFixed(1)).padStart(columns[3].length);
  console.log(`${"".padEnd(14)}${columns.map((column) => column.padStart(columns[3].length)).join("  ")}`);
  for (const row of [...rows, { name: "choices", ...result.choices }, { name: "all", ...result.all }])
    console.log(`${row.name.padEnd(14)}${columns.map((column) => percent(row[column])).join("  ")}`);
  console.log(`every choice of a child: ${percent(result.whole.children)} (real: ${percent(result.whole.real)})`);
}
artist.dispose();
reader.dispose();
