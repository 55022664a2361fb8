/**
 * `npm run bench:outlier`: how well outliers are found by a model of normal pictures alone: sushi with each kind of
 * defect, each class of Fashion-MNIST against the others, apples, and sets with a few strangers among them
 * (`omakase dataset --outliers`). `--sets sushi,fashion` measures some of it, `--quick` a little of each, `--count` with so
 * many normal pictures, `--json` prints one line a row, `--detectors layout,defects` limits what counts. `--keep FOLDER` keeps
 * what was learned there, and uses it when it is there already: other ways to score need no other training. `--gan FOLDER`,
 * the run of a GAN that learned from sushi, measures f-AnoGAN beside it.
 *
 * In folders, the part of a file's name before `_` tells series apart, such as the axis that a thing turned around, and
 * sub-folders are varieties: once, whole series are held back, once every fourth variety, and once every fifth picture,
 * whatever it shows, as the promised rate is for fresh pictures from the same source. Of every mix of parts the
 * area under the ROC curve is shown; `score` is the default.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { drawSushi, datasetFromPictures, openDataset } from "omakase";
import {
  scoreAnomalies,
  conformalThreshold,
  findDatasetAnomalies,
  fitAnomalyModel,
  anomalyDetectors,
  defaultDefectTrainingPictures,
} from "../dist/anomaly/index.js";
import { openOutlierModel, saveOutlierModel } from "../dist/run/index.js";
import { rocAuc } from "../dist/math/index.js";
import { subset } from "../dist/dataset/index.js";
import { sushiDefects } from "../dist/synthetic/index.js";
import { cpuDevice, nodeHost } from "omakase/node";
import { parseBenchOptions } from "./parse-bench-options.mjs";
import { fAnoganResiduals } from "./f-anogan-residuals.mjs";

const settings = parseBenchOptions({
  sets: "all",
  quick: "no",
  count: 4000,
  pictures: 0,
  detectors: "",
  threads: 2,
  rate: 0.01,
  seed: 1,
  classes: "0,1,2,3,4,5,6,7,8,9",
  fashion: "/usr/share/datasets/fashion-mnist",
  normal: "../shared/data/apples",
  defective: "../shared/data/apples-defective",
  keep: "",
  gan: "",
  encoder: 12_000,
  json: "no",
});
const { sets, threads, rate, seed } = settings;
const quick = settings.quick !== "no";
/** Normal sushi; pictures that the finder of flaws sees: those of the default, or fewer. */
const count = quick ? 400 : settings.count;
const trainingLength = {
  ...(quick && { pictures: 2000 }),
  ...(settings.pictures > 0 && { pictures: settings.pictures }),
};
const detectorOptions = settings.detectors === "" ? {} : { detectors: settings.detectors.split(",") };
const host = nodeHost();
const device = await cpuDevice({ threads });
const isWanted = (name) => (sets === "all" && !settings.gan) || sets.split(",").includes(name);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Parts alone, and with every other. */
const detectorMixes = anomalyDetectors.flatMap((first, at) => [
  [first],
  ...anomalyDetectors.slice(at + 1).map((next) => [first, next]),
]);
const mixedScores = (found, mix) =>
  found.map(({ detectorScores }) => Math.max(...mix.map((name) => detectorScores[name])));

/**
 * Fits on normal pictures, and scores fresh normal ones and each kind of outliers.
 *
 * @param options.same - for each kind the same pictures without what is wrong; default: the fresh ones.
 */
async function measureRow(row, normal, fresh, kinds, { masks = {}, same = {}, target = "any" } = {}) {
  const begun = performance.now();
  const model = await fitModel(row, normal, target);
  const seconds = Math.round((performance.now() - begun) / 1000);
  const known = detectorMixes.filter((mix) => mix.every((part) => model.detectors.includes(part)));
  const check = (set) => scoreAnomalies(model, set, { device });
  const good = await check(fresh);
  const [bad, beside] = [{}, {}];
  for (const [kind, set] of Object.entries(kinds)) {
    bad[kind] = await check(set);
    beside[kind] = same[kind] ? await check(same[kind]) : good;
  }
  const { threshold, lowestRate: lowest } = conformalThreshold(model.calibration, rate);
  const alarms = good.filter(({ score }) => score > threshold).length;
  const areas = (score) =>
    Object.fromEntries(Object.entries(bad).map(([kind, found]) => [kind, rocAuc(score(beside[kind]), score(found))]));
  const meanOf = (mix) => mean(Object.values(areas((found) => mixedScores(found, mix))).map(({ auc }) => auc));
  const result = {
    row,
    normal: normal.count,
    fresh: fresh.count,
    seconds,
    area: areas((found) => found.map(({ score }) => score)),
    mixes: Object.fromEntries(known.map((mix) => [mix.join("+"), meanOf(mix)])),
    alarms: { promised: rate, found: alarms / good.length, interval: wilsonInterval(alarms, good.length), lowest },
    caught: Object.fromEntries(
      Object.entries(bad).map(([kind, found]) => [
        kind,
        found.filter(({ score }) => score > threshold).length / found.length,
      ]),
    ),
    ...(Object.keys(masks).length > 0 && {
      pixels: Object.fromEntries(Object.entries(masks).map(([kind, mask]) => [kind, pixelRocAuc(bad[kind], mask)])),
    }),
  };
  printRow(result);
  return result;
}

/** Fits the model of normal images, or opens a saved one. */
async function fitModel(row, normal, target) {
  const folder = settings.keep && join(settings.keep, row.replaceAll(" ", "-"));
  if (folder && existsSync(join(folder, "config.json"))) return (await openOutlierModel(host.files, folder)).model;
  const model = await fitAnomalyModel(normal, { device, seed, target, ...trainingLength, ...detectorOptions });
  const origin = {
    source: row,
    count: normal.count,
    pictures: trainingLength.pictures ?? defaultDefectTrainingPictures,
    seed,
  };
  if (folder) await saveOutlierModel(host.files, folder, model, origin);
  return model;
}

/** The 95 % interval of a share (Wilson 1927). */
function wilsonInterval(hits, total, z = 1.96) {
  const share = hits / total;
  const centre = (share + z ** 2 / (2 * total)) / (1 + z ** 2 / total);
  const half = (z * Math.sqrt((share * (1 - share)) / total + z ** 2 / (4 * total ** 2))) / (1 + z ** 2 / total);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** How well the heat maps tell the pixels of defects from all others. */
function pixelRocAuc(found, masks) {
  const [inside, outside] = [[], []];
  found.forEach(({ map }, at) =>
    map.values.forEach((value, pixel) => (masks[at][pixel] ? inside : outside).push(value)),
  );
  return rocAuc(outside, inside).auc;
}

function printRow(result) {
  if (settings.json !== "no") return console.log(JSON.stringify(result));
  if (result.row.startsWith("misfits")) return printDatasetAnomalies(result);
  const { row, normal, fresh, seconds, area, mixes, alarms, caught, pixels } = result;
  const three = (value) => value.toFixed(3);
  const percent = (value) => `${(100 * value).toFixed(1)} %`;
  console.log(`\n${row}: ${normal} normal pictures learned in ${seconds} s, ${fresh} fresh ones`);
  for (const [kind, { auc, interval }] of Object.entries(area))
    console.log(
      `  ${kind.padEnd(16)} area ${three(auc)} (${interval.map(three).join(" … ")}), caught ${percent(caught[kind])}` +
        (pixels ? `, pixels ${three(pixels[kind])}` : ""),
    );
  console.log(`  mean ${three(mean(Object.values(area).map((one) => one.auc)))}`);
  console.log(
    `  false alarms: promised ${percent(alarms.promised)}, found ${percent(alarms.found)} (${alarms.interval.map(percent).join(" … ")})`,
  );
  const best = Object.entries(mixes).sort((a, b) => b[1] - a[1]);
  console.log(`  mixes: ${best.map(([name, value]) => `${name} ${three(value)}`).join(", ")}`);
}

if (isWanted("sushi") || settings.gan) {
  const normal = await openDataset("sushi", host, { size: 64, count: count + 300, seed: 5 });
  const all = [...Array(normal.count).keys()];
  const [drawn, whole] = [{}, {}];
  for (const { value: defect } of sushiDefects) {
    [drawn[defect], whole[defect]] = [[], []];
    for (let index = 100_000; drawn[defect].length < 100; index++) {
      const { labels, picture } = drawSushi(index, { size: 64, seed: 5 });
      if (defect === "tear" && labels.nori === "none") continue;
      const sushi = drawSushi(index, { size: 64, seed: 5, defect });
      if (!sushi.defectMask.includes(1)) continue;
      drawn[defect].push(sushi);
      whole[defect].push(picture);
    }
  }
  const each = (some, change) => Object.fromEntries(Object.entries(some).map(([kind, all]) => [kind, change(all)]));
  const spoiled = each(drawn, (some) => some.map(({ picture }) => picture));
  const known = subset(normal, all.slice(0, count));
  if (isWanted("sushi")) {
    const asSet = (some) => datasetFromPictures(some, { size: 64 });
    const masks = each(drawn, (some) => some.map(({ defectMask }) => defectMask));
    const options = { masks, same: each(whole, asSet) };
    await measureRow("sushi", known, subset(normal, all.slice(count)), each(spoiled, asSet), options);
  }
  if (settings.gan) await measureFAnogan(known, spoiled, whole);
}

/** f-AnoGAN: by what the encoder guesses, and after a search from there. */
async function measureFAnogan(normal, spoiled, whole) {
  const residuals = await fAnoganResiduals(host, device, settings.gan, normal, settings.encoder);
  for (const steps of [1, ...(quick ? [] : [50])]) {
    const areas = {};
    for (const kind of Object.keys(spoiled)) {
      const [good, bad] = [await residuals(whole[kind], steps), await residuals(spoiled[kind], steps)];
      for (const by of Object.keys(bad[0]))
        (areas[by] ??= {})[kind] = rocAuc(
          good.map((one) => one[by]),
          bad.map((one) => one[by]),
        ).auc;
    }
    for (const [by, found] of Object.entries(areas))
      if (settings.json !== "no") console.log(JSON.stringify({ row: "f-AnoGAN", steps, by, area: found }));
      else
        console.log(
          `f-AnoGAN, ${steps} steps, ${by}: mean ${mean(Object.values(found)).toFixed(3)} (${Object.entries(found)
            .map(([kind, area]) => `${kind} ${area.toFixed(3)}`)
            .join(", ")})`,
        );
  }
}

if (isWanted("fashion")) {
  const file = (name) =>
    ["", ".gz"].map((end) => `${settings.fashion}/${name}-images-idx3-ubyte${end}`).find(existsSync);
  if (!file("train")) console.error(`no Fashion-MNIST in ${settings.fashion}: left out`);
  else {
    const train = await openDataset(file("train"), host, { size: 32, count: quick ? 5000 : 32_000 });
    const fresh = await openDataset(file("t10k"), host, { size: 32, count: 5000 });
    const places = (set, keep, most) =>
      [...set.tags[0].values.keys()].filter((at) => keep(set.tags[0].values[at])).slice(0, most);
    const areas = [];
    for (const one of settings.classes.split(",").map(Number)) {
      const normal = subset(
        train,
        places(train, (label) => label === one, Math.min(count, 3000)),
      );
      const good = subset(
        fresh,
        places(fresh, (label) => label === one, 300),
      );
      const others = subset(
        fresh,
        places(fresh, (label) => label !== one, 900),
      );
      const name = train.tags[0].tag.choices[one].name;
      areas.push(await measureRow(`fashion ${name}`, normal, good, { others }, { target: "novelty" }));
    }
    const ranked = ["score", ...Object.keys(areas[0].mixes)].map((mix) => [
      mix,
      mean(areas.map(({ area, mixes }) => (mix === "score" ? area.others.auc : mixes[mix]))),
    ]);
    if (settings.json === "no")
      console.log(
        `\nfashion, mean of ${areas.length} classes: ${ranked
          .sort((a, b) => b[1] - a[1])
          .map(([name, value]) => `${name} ${value.toFixed(3)}`)
          .join(", ")}`,
      );
  }
}

if (isWanted("apples") && existsSync(settings.normal) && existsSync(settings.defective)) {
  const normal = await openDataset(settings.normal, host, { size: 64 });
  const bad = await openDataset(settings.defective, host, { size: 64 });
  const places = (set, keep) => [...Array(set.count).keys()].filter((at) => keep(set.nameOf(at), at));
  const part = (set, keep) => subset(set, places(set, keep));
  const variety = (name) => name.split("/").slice(0, -1).join("/");
  const series = (name) => name.split("/").at(-1).split("_")[0];
  const varieties = [...new Set(places(normal, () => true).map((at) => variety(normal.nameOf(at))))];
  const kinds = Object.fromEntries(
    [...new Set(places(bad, () => true).map((at) => variety(bad.nameOf(at))))].map((kind) => [
      kind || "defective",
      part(bad, (name) => variety(name) === kind),
    ]),
  );
  const held = {
    series: (name) => /^r[1-9]?$/.test(series(name)),
    varieties: (name) => varieties.indexOf(variety(name)) % 4 === 0,
    pictures: (_, at) => at % 5 === 0,
  };
  for (const [kind, isHeld] of Object.entries(held))
    await measureRow(
      `folders, ${kind} held back`,
      part(normal, (name, at) => !isHeld(name, at)),
      part(normal, isHeld),
      kinds,
      { target: "novelty" },
    );
}

if (isWanted("misfits")) {
  const sushi = await openDataset("sushi", host, { size: 64, count: 970, seed: 5 });
  const all = async (set, some = [...Array(set.count).keys()]) => Promise.all(some.map((at) => set.picture(at)));
  const usual = await all(sushi);
  const mouldy = Array.from(
    { length: 30 },
    (_, at) => drawSushi(at + 5000, { size: 64, seed: 5, defect: "mould" }).picture,
  );
  const characters = await all(await openDataset("characters", host, { size: 64, count: 30 }));
  for (const [name, odd] of Object.entries({ mouldy, characters }))
    await measureDatasetAnomalies(`misfits: 30 ${name} in 970 sushi`, usual, odd);
  const file = ["", ".gz"].map((end) => `${settings.fashion}/train-images-idx3-ubyte${end}`).find(existsSync);
  if (file) {
    const train = await openDataset(file, host, { size: 32, count: 10_000 });
    const labels = train.tags[0].values;
    const places = (keep, most) => [...labels.keys()].filter((at) => keep(labels[at])).slice(0, most);
    for (const one of settings.classes.split(",").map(Number)) {
      const [usual, odd] = [places((label) => label === one, 970), places((label) => label !== one, 30)];
      const name = train.tags[0].tag.choices[one].name;
      await measureDatasetAnomalies(
        `misfits: 30 others in 970 ${name}`,
        await all(train, usual),
        await all(train, odd),
      );
    }
  }
}

/** Measures how well outliers are found in a data set. */
async function measureDatasetAnomalies(row, usual, odd) {
  const begun = performance.now();
  const { scores, limit } = await findDatasetAnomalies(datasetFromPictures([...usual, ...odd]));
  const [good, bad] = [scores.subarray(0, usual.length), scores.subarray(usual.length)];
  const share = (some) => some.filter((score) => score > limit).length / some.length;
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  printRow({ row, seconds, area: rocAuc(good, bad), flagged: share(good), found: share(bad) });
}

function printDatasetAnomalies({ row, seconds, area: { auc, interval }, flagged, found }) {
  const three = (value) => value.toFixed(3);
  const percent = (value) => `${(100 * value).toFixed(1)} %`;
  console.log(
    `${row}: area ${three(auc)} (${interval.map(three).join(" … ")}), flagged ${percent(found)} of them and ${percent(flagged)} of the others, ${seconds} s`,
  );
}
