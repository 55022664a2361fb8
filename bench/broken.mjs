/**
 * `npm run bench:broken -- --run runs/gan-sushi`: how well the score by which Draw tells broken pictures (`oddParts`, 8 × 8
 * parts, beside 200 others) does so. Nobody has said of drawn pictures which are broken, so three things are asked for:
 *
 * - `drawn among real`: beside 200 real pictures, is a drawn one odder than another real one? This says how good the
 *   model is, too.
 * - `damaged`: beside 200 drawings, as in Draw, is a drawing odder once a square in it, a quarter of its side long, is
 *   melted (of one colour) or torn (what stands elsewhere in it)?
 * - `called broken`: is the tenth that is oddest beside drawings also what is far from real pictures?
 *
 * Real pictures are of another seed than those learned from. `--json yes` prints one line a row.
 */
import {
  featureNetwork,
  fromPictures,
  joinFeatures,
  oddParts,
  openDataset,
  openRun,
  painter,
  random,
  rocArea,
  toPictures,
  trainedRun,
} from "omakase";
import { cpuDevice, nodeHost } from "omakase/node";
import { options } from "./options.mjs";

const given = options({ run: "", count: 200, known: 200, seed: 99, threads: 2, json: "no" });
const { count, known, seed } = given;
const side = 8;
const atATime = 48;
const host = nodeHost();
const device = await cpuDevice({ threads: given.threads });
const network = await featureNetwork(host, device);
const run = await openRun(host, given.run);
const { size, channels, source } = run.config;

async function see(pictures) {
  const parts = [];
  for (let from = 0; from < pictures.length; from += atATime) {
    const set = fromPictures(pictures.slice(from, from + atATime), { size, channels });
    parts.push(await network.lookClosely(await set.batch([...Array(set.count).keys()]), set));
  }
  return joinFeatures(parts);
}

async function draw(total) {
  const artist = painter(trainedRun(run, device));
  const values = await artist.decode(artist.latents(seed, total), total);
  artist.dispose();
  return toPictures(values, { channels, height: size, width: size });
}

async function realPictures(total) {
  const set = await openDataset(source, host, { size, channels, count: total, seed });
  return Promise.all(Array.from({ length: set.count }, (_, at) => set.picture(at)));
}

/** A drawing with a square of it changed: `change(pixel, x, y)` says what stands there. */
function damaged(picture, at, change) {
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

const melted = ({ left, top, patch, value }) => {
  const mean = (channel) => {
    let sum = 0;
    for (let y = 0; y < patch; y++) for (let x = 0; x < patch; x++) sum += value(left + x, top + y, channel);
    return sum / patch ** 2;
  };
  const colour = Array.from({ length: channels }, (_, channel) => mean(channel));
  return (_x, _y, channel) => colour[channel];
};

const torn = ({ place, value }) => {
  const [left, top] = [place(), place()];
  return (x, y, channel) => value(left + x, top + y, channel);
};

const drawings = await draw(known + count);
const real = await realPictures(known + count);
const [drawn, own] = [await see(drawings.slice(known)), await see(drawings.slice(0, known))];
const [fresh, other] = [await see(real.slice(known)), await see(real.slice(0, known))];
const [besideOwn, besideReal] = [oddParts(own, drawn, side), oddParts(other, drawn, side)];

/** @param raised - the part of the pictures that got odder. */
function report(what, normal, odd, raised) {
  const { area, interval } = rocArea(normal, odd);
  if (given.json !== "no") return console.log(JSON.stringify({ run: run.name, what, area, interval, raised }));
  const ends = interval.map((end) => end.toFixed(3)).join(" to ");
  const words = raised === undefined ? "" : `; odder than before: ${(100 * raised).toFixed(0)} %`;
  console.log(`${run.name}  ${what}: ${area.toFixed(3)} (${ends})${words}`);
}

report("drawn among real", oddParts(other, fresh, side), besideReal);
for (const [name, change] of Object.entries({ melted, torn })) {
  const changed = await see(drawings.slice(known).map((picture, at) => damaged(picture, at, change)));
  const scores = oddParts(own, changed, side);
  report(`damaged, ${name}`, besideOwn, scores, scores.filter((score, at) => score > besideOwn[at]).length / count);
}
const bound = [...besideOwn].sort((a, b) => b - a)[Math.floor(count / 10)];
report(
  "called broken, by how far from real",
  besideReal.filter((_, at) => besideOwn[at] <= bound),
  besideReal.filter((_, at) => besideOwn[at] > bound),
);
network.dispose();
