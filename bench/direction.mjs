/**
 * `npm run bench:direction -- --run runs/gan-faces`: how well directions learned from 20 + 20 pictures change what they
 * are to change, and nothing else, in a model of `faces`.
 *
 * An independent classifier learns to read 10,000 other faces (`--reader` names a file to keep it in) and labels what the
 * model draws. For each attribute 20 drawn pictures that show it and 20 that do not, by its labels, teach a direction;
 * 200 fresh ones that do not show it then walk along it. `switched` is the part that the classifier reads as
 * showing it afterwards, `stay` the mean over all other attributes of the part whose choice it reads as before, `least`
 * the one that stays least. Medians over `--draws` choices of the pictures. `--attributes mouth,skin` for a few,
 * `--steps 1,2,3`, `--json yes` for a line a row. Of a `cgan` its pictures say what they were asked for; `--wishes no`
 * keeps that a secret.
 */
import {
  alongDirections,
  attributesOf,
  classifierReader,
  drawLatents,
  featureWeights,
  learnDirection,
  openDataset,
  openRun,
  painter,
  random,
  recipeMoves,
  trainedRun,
  walkAlong,
  wishesOf,
} from "omakase";
import { cpuDevice, nodeHost } from "omakase/node";
import { openReader } from "./open-reader.mjs";
import { options } from "./options.mjs";

const given = options({
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
  wishes: "yes",
});
const host = nodeHost();
const device = await cpuDevice({ threads: given.threads });
const run = await openRun(host, given.run);
const artist = painter(trainedRun(run, device));
const { weights: eyeWeights } = await featureWeights(host);
const shape = { size: run.config.size, channels: run.config.channels };
/** What each direction is to bring, in words of `faces`. */
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
const attributes = attributesOf(tags);
const reader = classifierReader(
  await openReader(given.reader, () => openDataset("faces", host, { ...shape, count: 10_000, seed: 77 }), {
    ...given,
    ...shape,
    device,
    seed: 77,
    note: console.error,
  }),
);

/** What the classifier says of the pictures of some latents: for each attribute the value of every picture. */
async function read(latents, moves = []) {
  const count = latents.length / artist.latent;
  const all = attributes.tags.map(() => new Float32Array(count));
  for (let at = 0; at < count; at += 64) {
    const taken = Math.min(64, count - at);
    const own = moves.map(({ within, added }) => {
      return { within, added: added.subarray(at * artist.random, (at + taken) * artist.random) };
    });
    const some = latents.subarray(at * artist.latent, (at + taken) * artist.latent);
    const pictures = await artist.decodePartly(some, own, taken);
    (await reader.attributes(pictures, taken)).forEach((values, place) => all[place].set(values, at));
  }
  return all;
}

const some = (latents, places) => {
  const chosen = new Float32Array(places.length * artist.latent);
  places.forEach((place, at) =>
    chosen.set(latents.subarray(place * artist.latent, (place + 1) * artist.latent), at * artist.latent),
  );
  return chosen;
};
/** What latents ask for, of a cgan. */
const wishesIn = (latents) =>
  Array.from({ length: latents.length / artist.latent }, (_, at) =>
    wishesOf(artist, latents.subarray(at * artist.latent, (at + 1) * artist.latent)),
  );
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const percent = (value) => `${(100 * value).toFixed(0)} %`.padStart(5);

/** How well each of `steps` steps changes fresh pictures. */
async function walked(direction, place, shows, before, latents, steps) {
  const moved = latents.slice();
  const along = await walkAlong(artist, moved, alongDirections(artist, eyeWeights, [{ direction, steps }]));
  const after = await read(moved, recipeMoves({ along }));
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

const pool = artist.latents(5, given.pool);
const labels = await read(pool);
const fresh = artist.latents(99, 4 * given.samples);
const freshLabels = await read(fresh);
const stepList = String(given.steps).split(",").map(Number);

for (const [name, choices] of Object.entries(wanted)) {
  if (given.attributes !== "all" && !given.attributes.split(",").includes(name)) continue;
  const place = attributes.tags.findIndex((tag) => tag.name === name);
  const places = choices.map((choice) => attributes.tags[place].choices.findIndex((one) => one.name === choice));
  const shows = (value) => places.includes(value);
  const all = [...labels[place].keys()];
  const having = all.filter((at) => shows(labels[place][at]));
  const lacking = all.filter((at) => !shows(labels[place][at]));
  if (Math.min(having.length, lacking.length) < 2 * given.lessons) {
    console.log(`${name.padEnd(13)} too rare in what is drawn: ${having.length} of ${all.length}`);
    continue;
  }
  const without = [...freshLabels[place].keys()].filter((at) => !shows(freshLabels[place][at])).slice(0, given.samples);
  const before = freshLabels.map((values) => Float32Array.from(without, (at) => values[at]));
  const results = [];
  for (let draw = 0; draw < given.draws; draw++) {
    const lot = random(draw, `lessons ${name}`);
    const pick = (from) => Array.from(lot.permutation(from.length).slice(0, given.lessons), (at) => from[at]);
    const [shown, rest] = [having, lacking].map((places) => some(pool, pick(places)));
    const [yes, no] = [await drawLatents(artist, shown), await drawLatents(artist, rest)];
    const wishes = given.wishes === "no" ? undefined : [shown, rest].flatMap(wishesIn);
    const found = await learnDirection(artist, eyeWeights, yes, no, { wishes });
    const direction = { ...found, name };
    for (const steps of stepList)
      results.push({
        right: (found.wishes ?? found.reader).right,
        ...(await walked(direction, place, shows, before, some(fresh, without), steps)),
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
    if (given.json !== "no") console.log(JSON.stringify({ ...row, draws: own }));
    else
      console.log(
        `${name.padEnd(13)} +${steps}  switched ${percent(row.switched)} (${own.map(({ switched }) => percent(switched).trim()).join(", ")})  ` +
          `others stay ${percent(row.stay)} (${own.map(({ stay }) => percent(stay).trim()).join(", ")}), least ${percent(row.least)} (${own[0].leastName})  told apart ${percent(row.right)}`,
      );
  }
}
