/**
 * `npm run bench:outlier`: how well outliers are found by a model of normal pictures alone: sushi with each kind of
 * defect, each class of Fashion-MNIST against the others, and folders of one's own:
 *
 * `npm run bench:outlier -- --rows apples --normal ./apples --defective ./apples-defective`
 *
 * In folders, the part of a file's name before `_` tells series apart, such as the axis that a thing turned around, and
 * sub-folders are varieties: once, whole series are held back, and once every fourth variety. Of every mix of parts the
 * area under the ROC curve is shown; `all` is the default. `--json yes` prints one line a row.
 */
import { existsSync } from "node:fs";
import {
  checkOutliers,
  conformalThreshold,
  drawSushi,
  featureNetwork,
  fitOutliers,
  fromPictures,
  openDataset,
  outlierParts,
  rocArea,
  subset,
  sushiDefects,
} from "omakase";
import { cpuDevice, nodeHost } from "omakase/node";
import { options } from "./options.mjs";

const given = options({
  rows: "all",
  count: 1500,
  pictures: 24_000,
  threads: 2,
  rate: 0.05,
  seed: 1,
  classes: "0,1,2,3,4,5,6,7,8,9",
  fashion: "/usr/share/datasets/fashion-mnist",
  normal: "",
  defective: "",
  json: "no",
});
const { rows, count, pictures, threads, rate, seed } = given;
const host = nodeHost();
const device = await cpuDevice({ threads });
const network = await featureNetwork(host, device);
const chosen = (name) => rows === "all" || rows.split(",").includes(name);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Every set of parts that has a member, with its name. */
const mixes = Array.from({ length: 2 ** outlierParts.length - 1 }, (_, at) =>
  outlierParts.filter((_, part) => ((at + 1) >> part) & 1),
);
const nameOf = (mix) => (mix.length === outlierParts.length ? "all" : mix.join("+"));
const scored = (found, mix) => found.map(({ parts }) => mean(mix.map((part) => parts[part])));

/**
 * Fits on normal pictures, and scores fresh normal ones and each kind of outliers.
 *
 * @param options.same - for each kind the same pictures without what is wrong; default: the fresh ones.
 */
async function measure(row, normal, fresh, kinds, { masks = {}, same = {}, seen = pictures } = {}) {
  const begun = performance.now();
  const model = await fitOutliers(normal, network, { device, pictures: seen, seed });
  const fitted = (performance.now() - begun) / 1000;
  const check = (set) => checkOutliers(model, network, set, { device });
  const good = await check(fresh);
  const [bad, beside] = [{}, {}];
  for (const [kind, set] of Object.entries(kinds)) {
    bad[kind] = await check(set);
    beside[kind] = same[kind] ? await check(same[kind]) : good;
  }
  const { threshold, lowest } = conformalThreshold(model.calibration, rate);
  const alarms = good.filter(({ score }) => score > threshold).length;
  const areas = (mix) =>
    Object.fromEntries(
      Object.entries(bad).map(([kind, found]) => [kind, rocArea(scored(beside[kind], mix), scored(found, mix))]),
    );
  const result = {
    row,
    normal: normal.count,
    fresh: fresh.count,
    seconds: Math.round(fitted),
    area: areas(outlierParts),
    mixes: Object.fromEntries(
      mixes.map((mix) => [nameOf(mix), mean(Object.values(areas(mix)).map(({ area }) => area))]),
    ),
    alarms: { promised: rate, found: alarms / good.length, interval: wilson(alarms, good.length), lowest },
    caught: Object.fromEntries(
      Object.entries(bad).map(([kind, found]) => [
        kind,
        found.filter(({ score }) => score > threshold).length / found.length,
      ]),
    ),
    ...(Object.keys(masks).length > 0 && {
      pixels: Object.fromEntries(Object.entries(masks).map(([kind, mask]) => [kind, pixelArea(bad[kind], mask)])),
    }),
  };
  show(result);
  return result;
}

/** The 95 % interval of a share (Wilson 1927). */
function wilson(hits, total, z = 1.96) {
  const share = hits / total;
  const centre = (share + z ** 2 / (2 * total)) / (1 + z ** 2 / total);
  const half = (z * Math.sqrt((share * (1 - share)) / total + z ** 2 / (4 * total ** 2))) / (1 + z ** 2 / total);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** How well the heat maps tell the pixels of defects from all others. */
function pixelArea(found, masks) {
  const [inside, outside] = [[], []];
  found.forEach(({ map }, at) =>
    map.values.forEach((value, pixel) => (masks[at][pixel] ? inside : outside).push(value)),
  );
  return rocArea(outside, inside).area;
}

function show(result) {
  if (given.json !== "no") return console.log(JSON.stringify(result));
  const { row, normal, fresh, seconds, area, mixes, alarms, caught, pixels } = result;
  const three = (value) => value.toFixed(3);
  const percent = (value) => `${(100 * value).toFixed(1)} %`;
  console.log(`\n${row}: ${normal} normal pictures learned in ${seconds} s, ${fresh} fresh ones`);
  for (const [kind, { area: value, interval }] of Object.entries(area))
    console.log(
      `  ${kind.padEnd(16)} area ${three(value)} (${interval.map(three).join(" … ")}), caught ${percent(caught[kind])}` +
        (pixels ? `, pixels ${three(pixels[kind])}` : ""),
    );
  console.log(`  mean ${three(mean(Object.values(area).map((one) => one.area)))}`);
  console.log(
    `  false alarms: promised ${percent(alarms.promised)}, found ${percent(alarms.found)} (${alarms.interval.map(percent).join(" … ")})`,
  );
  const best = Object.entries(mixes).sort((a, b) => b[1] - a[1]);
  console.log(`  mixes: ${best.map(([name, value]) => `${name} ${three(value)}`).join(", ")}`);
}

if (chosen("sushi")) {
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
  const kinds = each(drawn, (some) =>
    fromPictures(
      some.map(({ picture }) => picture),
      { size: 64 },
    ),
  );
  const same = each(whole, (some) => fromPictures(some, { size: 64 }));
  const masks = each(drawn, (some) => some.map(({ defectMask }) => defectMask));
  await measure("sushi", subset(normal, all.slice(0, count)), subset(normal, all.slice(count)), kinds, { masks, same });
}

if (chosen("fashion")) {
  const file = (name) => ["", ".gz"].map((end) => `${given.fashion}/${name}-images-idx3-ubyte${end}`).find(existsSync);
  if (!file("train")) console.error(`no Fashion-MNIST in ${given.fashion}: left out`);
  else {
    const train = await openDataset(file("train"), host, { size: 32, count: 10_000 });
    const fresh = await openDataset(file("t10k"), host, { size: 32, count: 5000 });
    const places = (set, keep, most) =>
      [...set.tags[0].values.keys()].filter((at) => keep(set.tags[0].values[at])).slice(0, most);
    const areas = [];
    for (const one of given.classes.split(",").map(Number)) {
      const normal = subset(
        train,
        places(train, (label) => label === one, 1000),
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
      areas.push(await measure(`fashion ${name}`, normal, good, { others }, { seen: Math.min(pictures, 12_000) }));
    }
    const ranked = mixes.map((mix) => [nameOf(mix), mean(areas.map((result) => result.mixes[nameOf(mix)]))]);
    if (given.json === "no")
      console.log(
        `\nfashion, mean of ${areas.length} classes: ${ranked
          .sort((a, b) => b[1] - a[1])
          .map(([name, value]) => `${name} ${value.toFixed(3)}`)
          .join(", ")}`,
      );
  }
}

if (given.normal && given.defective) {
  const normal = await openDataset(given.normal, host, { size: 64 });
  const bad = await openDataset(given.defective, host, { size: 64 });
  const places = (set, keep) => [...Array(set.count).keys()].filter((at) => keep(set.nameOf(at)));
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
  };
  for (const [kind, isHeld] of Object.entries(held))
    await measure(
      `folders, ${kind} held back`,
      part(normal, (name) => !isHeld(name)),
      part(normal, isHeld),
      kinds,
    );
}
