/**
 * `npm run bench:direction -- --run runs/gan-faces`: how well directions learned from 20 + 20 pictures change what they
 * are to change, and nothing else, in a model of `faces`.
 *
 * An independent classifier learns to read 10,000 other faces (`--reader` names a file to keep it in) and labels what the
 * model draws. For each attribute 20 drawn pictures that show it and 20 that do not, by its labels, teach a direction;
 * 200 fresh ones that do not show it then walk along it. `switched` is the part that the classifier reads as
 * showing it afterwards, `stay` the mean over all other attributes of the part whose choice it reads as before, `least`
 * the one that stays least. Medians over `--draws` choices of the pictures. `--attributes mouth,skin` for a few,
 * `--steps 1,2,3`, `--json yes` for a line a row. Of a `cgan` its pictures say what they were asked for; `--conditions no`
 * keeps that a secret.
 */
import { openDataset, openRun, createSampler, random, trainedRun } from "omakase";
import { directionEdit, learnDirection } from "../dist/latent/index.js";
import { attributesFromTags } from "../dist/dataset/index.js";
import { attributePredictor, loadFeatureWeights } from "../dist/feature/index.js";
import { applyLatentEdit, latentAttributes, render } from "../dist/sample/index.js";
import { cpuDevice, nodeHost } from "omakase/node";
import { openAttributeClassifier } from "./open-attribute-classifier.mjs";
import { parseBenchOptions } from "./parse-bench-options.mjs";

const settings = parseBenchOptions({
  run: "runs/gan-faces",
  reader: "",
  attributes: "all",
  draws: 3,
  lessons: 20,
  samples: 200,
  pool: 3000,
  steps: "2",
  pictures: 36_000,
  features: 32,
  threads: 2,
  json: "no",
  conditions: "yes",
});
const host = nodeHost();
const device = await cpuDevice({ threads: settings.threads });
const run = await openRun(host, settings.run);
const sampler = createSampler(trainedRun(run, device));
const { weights: backboneWeights } = await loadFeatureWeights(host);
const shape = { size: run.config.size, channels: run.config.channels };
/** Attribute values that each direction is to bring, as named by `faces`. */
const wanted = {
  glasses: ["round", "square"],
  mouth: ["laughing", "surprised"],
  hair: ["full"],
  "hair-colour": ["black"],
  skin: ["brown", "dark"],
  eyes: ["shadow", "smiling-shadow"],
  eyebrows: ["lashes-up", "lashes-down"],
  beard: ["beard", "scruff"],
  earrings: ["hoop", "stud"],
  shirt: ["collared"],
  "shirt-colour": ["white"],
  background: ["cream", "rose"],
};

const { tags } = await openDataset("faces", host, { ...shape, count: 1 });
const attributes = attributesFromTags(tags);
const predictor = attributePredictor(
  await openAttributeClassifier(
    settings.reader,
    () => openDataset("faces", host, { ...shape, count: 10_000, seed: 77 }),
    {
      ...settings,
      ...shape,
      device,
      seed: 77,
      note: console.error,
    },
  ),
);

/** Predicts the attributes of the images of points: for each attribute the value of every image. */
async function predictLabels(points) {
  const all = attributes.tags.map(() => new Float32Array(points.length));
  for (let at = 0; at < points.length; at += 64) {
    const some = points.slice(at, at + 64);
    const pictures = await sampler.decodePoints(some);
    (await predictor.predict(pictures, some.length)).forEach((values, place) => all[place].set(values, at));
  }
  return all;
}

/** Returns the conditions in the latents of a cgan. */
const conditionsOf = (points) => points.map(({ latent }) => latentAttributes(sampler, latent));
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const percent = (value) => `${(100 * value).toFixed(0)} %`.padStart(5);

/** How well each of `steps` steps changes fresh pictures. */
async function applyAndPredict(direction, place, shows, before, points, steps) {
  const edit = directionEdit(sampler, backboneWeights, [{ direction, steps }]);
  const after = await predictLabels((await applyLatentEdit(sampler, points, edit)).points);
  const stay = attributes.tags.flatMap(({ name }, other) =>
    other === place
      ? []
      : [{ name, part: mean(Array.from(after[other], (value, at) => +(value === before[other][at]))) }],
  );
  const least = stay.reduce((worst, one) => (one.part < worst.part ? one : worst));
  return {
    steps,
    switched: mean(Array.from(after[place], (value) => +shows(value))),
    stay: mean(stay.map(({ part }) => part)),
    least: least.part,
    leastName: least.name,
  };
}

const pool = sampler.points(5, settings.pool);
const labels = await predictLabels(pool);
const fresh = sampler.points(99, 4 * settings.samples);
const unseenLabels = await predictLabels(fresh);
const stepList = String(settings.steps).split(",").map(Number);

for (const [name, choices] of Object.entries(wanted)) {
  if (settings.attributes !== "all" && !settings.attributes.split(",").includes(name)) continue;
  const place = attributes.tags.findIndex((tag) => tag.name === name);
  const places = choices.map((choice) => attributes.tags[place].choices.findIndex((one) => one.name === choice));
  const shows = (value) => places.includes(value);
  const all = [...labels[place].keys()];
  const present = all.filter((at) => shows(labels[place][at]));
  const absent = all.filter((at) => !shows(labels[place][at]));
  if (Math.min(present.length, absent.length) < 2 * settings.lessons) {
    console.log(`${name.padEnd(13)} too rare in what is drawn: ${present.length} of ${all.length}`);
    continue;
  }
  const without = [...unseenLabels[place].keys()]
    .filter((at) => !shows(unseenLabels[place][at]))
    .slice(0, settings.samples);
  const before = unseenLabels.map((values) => Float32Array.from(without, (at) => values[at]));
  const results = [];
  for (let draw = 0; draw < settings.draws; draw++) {
    const rng = random(draw, `lessons ${name}`);
    const pick = (from) => Array.from(rng.permutation(from.length).slice(0, settings.lessons), (at) => from[at]);
    const [shown, rest] = [present, absent].map((places) => pick(places).map((at) => pool[at]));
    const [yes, no] = [await render(sampler, shown), await render(sampler, rest)];
    const conditions = settings.conditions === "no" ? undefined : [shown, rest].flatMap(conditionsOf);
    const found = await learnDirection(sampler, backboneWeights, yes, no, { conditions });
    const direction = { ...found, name };
    for (const steps of stepList)
      results.push({
        right: (found.conditions ?? found.probe).accuracy,
        ...(await applyAndPredict(
          direction,
          place,
          shows,
          before,
          without.map((at) => fresh[at]),
          steps,
        )),
      });
  }
  for (const steps of stepList) {
    const own = results.filter((result) => result.steps === steps);
    const of = (key) => median(own.map((result) => result[key]));
    const row = {
      attribute: name,
      steps,
      samples: without.length,
      right: of("right"),
      switched: of("switched"),
      stay: of("stay"),
      least: of("least"),
    };
    if (settings.json !== "no") console.log(JSON.stringify({ ...row, draws: own }));
    else
      console.log(
        `${name.padEnd(13)} +${steps}  switched ${percent(row.switched)} (${own.map(({ switched }) => percent(switched).trim()).join(", ")})  ` +
          `others stay ${percent(row.stay)} (${own.map(({ stay }) => percent(stay).trim()).join(", ")}), least ${percent(row.least)} (${own[0].leastName})  told apart ${percent(row.right)}`,
      );
  }
}
