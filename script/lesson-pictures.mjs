/**
 * `node script/lesson-pictures.mjs [1|2|3|5|6|7|9|10]`: runs these chapters at their default size and writes the pictures of
 * their texts that come out of their programs to `lesson/<chapter>/picture/`. Labels are in both languages.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { build } from "./build.mjs";
import { distanceClouds, limitBars, pictureGrid } from "./lesson-figures.mjs";
import { importProgram } from "./lesson-program.mjs";

if ((await build()) !== 0) process.exit(1);
const { images } = await import("../dist/index.js");
const { featureNetwork, fitGaussian, frechetDistance } = await import("../dist/feature/index.js");
const { fitPictureSpace, holeMap, openShop } = await import("../dist/lesson/index.js");
const { attributeRows, figurePng, reconstructionPairs } = await import("../dist/figure/index.js");
const { chapterFiles, cpuDevice, listChapters, nodeHost } = await import("../dist/node/index.js");

const host = nodeHost();
const device = await cpuDevice({ threads: 1 });
const chapters = await listChapters(); // from here on, Node loads TypeScript
const languages = ["en", "ja"];
const wanted = process.argv.slice(2).map(Number);
const plain = { title: "", caption: "" };

const words = {
  picture: { en: "picture", ja: "元の絵" },
  copy: { en: "copy", ja: "写し" },
  knob: (number) => ({ en: `number ${number}`, ja: `数 ${number}` }),
  step: (step) => ({ en: `${step} steps`, ja: `${step} 回` }),
  fake: { en: "fake", ja: "偽札" },
  real: { en: "real point", ja: "本物" },
  saysReal: { en: "the detective says real", ja: "鑑定士は「本物」" },
  saysFake: { en: "says fake", ja: "「偽物」" },
};

/** Runs a chapter's program, with lines replaced. @returns what it shows, by name, and what `run` returns. */
async function runChapter(chapter, kind, replacements, sizes = chapter.sizes.default) {
  const { run } = await importProgram(chapter, kind, replacements);
  const shown = {};
  const show = async (name, content) => void (shown[name] = content);
  const value = await run({ host, device, language: "en", show, log() {}, ...sizes });
  return { shown, value };
}

/** Writes a picture at a scale, in each language: `<name>.png` and `<name>.ja.png`. */
async function write(chapter, name, scale, draw, its = languages) {
  for (const language of its) {
    const file = join(chapterFiles(chapter), "picture", `${name}${language === "en" ? "" : `.${language}`}.png`);
    const png = await figurePng(await draw(language), host.asset, { scale });
    writeFileSync(file, await sharp(png).png({ palette: true, effort: 10, dither: 0.5 }).toBuffer()); // half the bytes
    console.log(file);
  }
}

/** Turns rows of numbers in [−1, 1] into pictures. */
function picturesOf(rows, size) {
  return images.toPictures(Float32Array.from(rows.flat()), { channels: 3, height: size, width: size });
}

/** Cuts numbers into rows of equal length. */
function rowsOf(values, count) {
  const width = values.length / count;
  return Array.from({ length: count }, (_, at) => [...values.subarray(at * width, (at + 1) * width)]);
}

async function drawDistribution(chapter) {
  const replacements = [["return { strangers,", "return { space, intruders, strangers,"]];
  const { space, intruders, strangers } = (await runChapter(chapter, "solution", replacements)).value;
  const turns = [-2, -1, 0, 1, 2];
  const turned = [0, 2, 4].map((knob) =>
    turns.map((turn) => space.decode(space.spread.map((width, which) => (which === knob ? turn * width : 0)))),
  );
  const people = [...strangers.slice(2, 5), ...intruders];
  const copies = people.map((picture) => space.decode(space.encode(picture)));
  const { size } = chapter.sizes.default;
  const knobs = turned.map((row) => picturesOf(row, size));
  const heads = turns.map((turn) => String(turn).replace("-", "−"));
  await write(chapter, "knobs", 1, () => pictureGrid(knobs, { heads }), ["en"]);
  const redrawn = [people, copies].map((row) => picturesOf(row, size));
  await write(chapter, "redrawn", 1, () => pictureGrid(redrawn), ["en"]);
}

async function drawAutoencoder(chapter) {
  const { shown } = await runChapter(chapter, "solution");
  const half = shown.copies.length / 2;
  const pairs = shown.copies.slice(0, half).map((input, at) => ({ input, output: shown.copies[half + at] }));
  await write(chapter, "copies", 1, (language) => {
    const names = { inputName: words.picture[language], outputName: words.copy[language] };
    return reconstructionPairs(pairs, { ...plain, ...names, language, columns: half });
  });
  const places = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5].map((value) => String(value).replace("-", "−"));
  const rows = [0, 1, 2, 3].map((which) => ({
    attribute: words.knob(which),
    steps: shown[`turn-${which}`].map((picture, at) => ({ picture, label: { en: places[at], ja: places[at] } })),
  }));
  await write(chapter, "turn", 1.2, (language) => attributeRows(rows, { ...plain, language }));
}

async function drawVae(chapter) {
  const [ae, vae] = [await runChapter(chapter, "exercise"), await runChapter(chapter, "solution")];
  await write(chapter, "map-ae", 4 / 3, (language) => holeMap(ae.value.holes, language));
  await write(chapter, "map-vae", 4 / 3, (language) => holeMap(vae.value.holes, language));
  const pairs = ae.shown.drawn.slice(0, 16).map((input, at) => ({ input, output: vae.shown.drawn[at] }));
  const draw = (language) =>
    reconstructionPairs(pairs, { ...plain, inputName: "AE", outputName: "VAE", language, columns: 8 });
  await write(chapter, "drawn", 1, draw, ["en"]); // the same in both languages
  await drawPulls(chapter);
}

/** Draws what the same dice give at several pulls: the eight that fell deepest into holes at the first. */
async function drawPulls(chapter) {
  const pulls = [0, 10, 250];
  const results = [];
  for (const pull of pulls) {
    const replacements = [["pull = 10;", `pull = ${pull};`], ["return { holes };", "return { holes, sampler };"]]; // oxfmt-ignore
    results.push(await runChapter(chapter, "solution", replacements));
  }
  const { holes, sampler } = results[0].value;
  const dice = sampler.latents(7, 40); // those of `generate` with seed 7
  const gap = (at) => Math.min(...holes.pictures.map(([x, y]) => Math.hypot(x - dice[2 * at], y - dice[2 * at + 1])));
  const deepest = [...Array(40).keys()].sort((one, other) => gap(other) - gap(one)).slice(0, 8);
  const rows = results.map(({ shown }) => deepest.map((at) => shown.drawn[at]));
  await write(chapter, "pull", 1, () => pictureGrid(rows, { side: 64, sides: pulls }), ["en"]);
}

async function drawBusiness(chapter) {
  const { plan, limitOf } = await importProgram(chapter);
  const { size, count } = chapter.sizes.default;
  const shop = await openShop(host, size, count);
  let scores = [];
  const { pictures } = shop.inspection(plan.inspection, (its) => limitOf((scores = its)));
  const [refused, sold] = picturesOf([pictures[0], pictures.at(-1)], size);
  await write(chapter, "limit", 1, () => limitBars(scores, limitOf(scores), { refused, sold }), ["en"]);
}

async function drawPoints(chapter) {
  const { shown } = await runChapter(chapter, "solution");
  for (const [name, turns] of [
    ["fair", "1-1"],
    ["unfair", "1-10"],
  ]) {
    const frames = Object.entries(shown).filter(([key]) => key.startsWith(`${turns}-step-`));
    await write(chapter, name, 1, (language) => frameStrip(frames, language));
  }
}

/** Puts the planes of several figures of points beside each other, with the step above and the signs below. */
function frameStrip(frames, language) {
  const [side, gap, top, bottom] = [288, 10, 26, 34]; // eight pixels for a square of the field
  const [width, height] = [frames.length * (side + gap) - gap, top + side + bottom];
  const planes = frames.map(([name, { svg }], at) => {
    const x = at * (side + gap);
    const plane = svg.slice(svg.indexOf("<svg x="), svg.lastIndexOf("</svg>"));
    const placed = plane.replace(
      /^<svg x="\d+" y="\d+" width="\d+" height="\d+"/,
      `<svg x="${x}" y="${top}" width="${side}" height="${side}"`,
    );
    const label = words.step(Number(name.split("-").at(-1)))[language];
    return `<text x="${x + side / 2}" y="17" text-anchor="middle" font-weight="700">${label}</text>${placed}`;
  });
  const y = top + side + 20;
  const sign = (x, drawing, text) => `${drawing}<text x="${x}" y="${y + 5}">${text[language]}</text>`;
  const square = (x, fill) => `<rect x="${x}" y="${y - 8}" width="16" height="16" fill="${fill}" fill-opacity=".7"/>`;
  const signs =
    sign(26, `<circle cx="14" cy="${y}" r="4" fill="#c4161c"/>`, words.fake) +
    sign(116, `<path d="M98 ${y}h10m-5 -5v10" stroke="#111" stroke-width="1.6"/>`, words.real) +
    sign(258, square(234, "#2f86d6"), words.saysReal) +
    sign(478, square(454, "#f0a35c"), words.saysFake);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `font-family="Noto Sans JP, sans-serif" font-size="15"><rect width="100%" height="100%" fill="#fdfdf9"/>` +
    `${planes.join("")}${signs}</svg>`;
  return { svg, width, height };
}

async function drawDcgan(chapter) {
  const rates = "learningRate: 1e-3, discriminatorLearningRate: 4e-4";
  const still = [rates, "learningRate: 1e-12, discriminatorLearningRate: 1e-12"]; // moves no weight
  const first = await runChapter(chapter, "solution", [still], { ...chapter.sizes.default, steps: 1 });
  const last = await runChapter(chapter, "solution");
  const { count } = first.value.drawn;
  const { size } = chapter.sizes.default;
  const real = await first.value.sushi.batch([...Array(count).keys()]);
  const network = await featureNetwork(host, device);
  const sets = [];
  for (const values of [real, first.value.drawn.values, last.value.drawn.values]) {
    const pictures = rowsOf(values, count);
    const batch = async (indices) => Float32Array.from(Array.from(indices, (at) => pictures[at]).flat());
    const features = await network.extract({ count, size, channels: 3, batch });
    const [picture] = picturesOf([pictures[5]], size);
    sets.push({ gaussian: fitGaussian(features), features: rowsOf(features.values, count), picture });
  }
  network.dispose();
  const space = fitPictureSpace([...sets[0].features, ...sets[1].features], 2); // the two axes that tell most
  const [its, ...fakes] = sets.map(({ gaussian, features, picture }) => {
    return { places: features.map(space.encode), picture, distance: frechetDistance(gaussian, sets[0].gaussian) };
  });
  await write(chapter, "distance", 1, () => distanceClouds(its, fakes), ["en"]);
}

async function drawNewBanknote(chapter) {
  const { value } = await runChapter(chapter, "solution", [["return { alarms", "return { mornings, alarms"]]);
  writeSvg(chapter, "mornings", morningBars(value.mornings, value.alarms));
  writeSvg(chapter, "count", distanceCurves([value.followed, value.anew], value.goal, value.images));
}

/** Draws the distance of each morning: grey where it is usual, red where the alarm rings; dashed at twice the largest usual. */
function morningBars(mornings, alarms) {
  const usual = mornings.slice(0, mornings.length - alarms.length);
  const [limit, floor] = [2 * Math.max(...usual), 200];
  const scale = (floor - 40) / Math.max(...mornings, limit);
  const bars = mornings.map((distance, at) => {
    const [x, y] = [36 + at * 72, floor - distance * scale];
    const fill = alarms[at - usual.length] ? "#c4161c" : at < usual.length ? "#b9c4cf" : "#1f6fb8";
    const top = Math.min(y, floor - limit * scale) - 7; // the line strikes no number through
    const number = `<text x="${x + 24}" y="${top}" text-anchor="middle" font-size="15">${distance.toFixed(0)}</text>`;
    const day = `<text x="${x + 24}" y="${floor + 20}" text-anchor="middle" font-size="15" fill="#555">${at + 1}</text>`;
    return `<rect x="${x}" y="${y}" width="48" height="${distance * scale}" fill="${fill}"/>${number}${day}`;
  });
  const y = floor - limit * scale;
  const line = `<path d="M24 ${y}H536" stroke="#333" stroke-width="2" stroke-dasharray="7 5"/>`;
  return bars.join("") + line + `<path d="M24 ${floor}H536" stroke="#777"/>`;
}

/** Draws distances over images seen: blue going on, orange from nothing; dashed at the goal, with a drop line at each arrival. */
function distanceCurves(histories, goal, arrivals) {
  const most = Math.max(...histories.flat().map(({ distance }) => distance));
  const last = Math.max(...histories.flat().map(({ images }) => images));
  const [x, y] = [(images) => 56 + (images / last) * 460, (distance) => 190 - (distance / most) * 165];
  const curves = histories.map((history, at) => {
    const colour = ["#1f6fb8", "#e0641c"][at];
    const points = history.map(({ images, distance }) => `${x(images)},${y(distance).toFixed(1)}`);
    const arrival = arrivals[at];
    const drop = `<path d="M${x(arrival)} ${y(goal)}V190" stroke="${colour}" stroke-width="2" stroke-dasharray="3 4"/>`;
    const label = `<text x="${x(arrival)}" y="210" text-anchor="middle" font-size="15" fill="${colour}">${arrival}</text>`;
    return `<polyline points="${points.join(" ")}" fill="none" stroke="${colour}" stroke-width="3"/>${drop}${label}`;
  });
  const line = `<path d="M56 ${y(goal)}H536" stroke="#333" stroke-width="2" stroke-dasharray="7 5"/>`;
  const number = `<text x="48" y="${y(goal) + 5}" text-anchor="end" font-size="15">${goal.toFixed(0)}</text>`;
  return line + number + curves.join("") + `<path d="M56 20V190H536" fill="none" stroke="#777"/>`;
}

/** Writes a drawing without words, 560 × 226 px: the same in both languages. */
function writeSvg(chapter, name, content) {
  const file = join(chapterFiles(chapter), "picture", `${name}.svg`);
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="560" height="226" viewBox="0 0 560 226" font-family="sans-serif">`;
  writeFileSync(file, `${open}\n<rect width="560" height="226" rx="12" fill="#fdfdf9"/>\n${content}\n</svg>\n`);
  console.log(file);
}

async function drawPix2pix(chapter) {
  const pulls = [0, 20, 500];
  const columns = [];
  let drawn;
  for (const pull of pulls) {
    drawn = await runChapter(chapter, "solution", [["pull = 20;", `pull = ${pull};`]]);
    columns.push(drawn.shown.sushi.slice(-10));
  }
  const targets = await Promise.all([...Array(9).keys()].map((at) => drawn.value.unseen.picture(at)));
  const all = [drawn.shown.sushi.slice(0, 10), ...columns, [undefined, ...targets]]; // the first drawing has no target
  const rows = [2, 5, 7].map((at) => all.map((column) => column[at]));
  await write(chapter, "pull", 1, () => pictureGrid(rows, { heads: ["", ...pulls, ""] }), ["en"]);
}

const draw = {
  ...{ 1: drawDistribution, 2: drawAutoencoder, 3: drawVae, 5: drawBusiness, 6: drawPoints },
  ...{ 7: drawDcgan, 9: drawNewBanknote, 10: drawPix2pix },
};
for (const chapter of chapters)
  if (draw[chapter.number] && (wanted.length === 0 || wanted.includes(chapter.number)))
    await draw[chapter.number](chapter);
