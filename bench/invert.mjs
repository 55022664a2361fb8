/**
 * `npm run bench:invert -- --gan runs/gan-faces --vae runs/vae-faces`: measures the
 * inversion of pictures in a GAN, which has no encoder, beside a VAE, which has one; and the separation of pictures of
 * other sets from those of the GAN's own set. All pictures have another seed than the training pictures. The run needs what
 * `omakase invert` keeps in it. `--json yes` prints one line a row.
 *
 * The search makes pixels and looks small, so two measures are there that nothing was trained for: SSIM, and how far
 * apart whole pictures are in the last layer of the feature network.
 */
import {
  datasetFromPictures,
  createInverter,
  openDataset,
  openRun,
  createSampler,
  reconstruct,
  trainedRun,
} from "omakase";
import { featureNetwork, loadFeatureWeights } from "../dist/feature/index.js";
import { residualBound } from "../dist/anomaly/index.js";
import { createPerceptualDistance } from "../dist/sample/index.js";
import { modelHash } from "../dist/checkpoint/index.js";
import { readInverter } from "../dist/run/index.js";
import { rocAuc } from "../dist/math/index.js";
import { similarity } from "../dist/evaluate/index.js";
import { cpuDevice, nodeHost } from "omakase/node";
import { parseBenchOptions } from "./parse-bench-options.mjs";

const settings = parseBenchOptions({
  gan: "",
  vae: "",
  source: "",
  others: "",
  count: 64,
  seed: 99,
  threads: 2,
  starts: 1,
  json: "no",
});
const { count, seed, starts: restarts } = settings;
const host = nodeHost();
const device = await cpuDevice({ threads: settings.threads });
const backbone = await loadFeatureWeights(host);
const network = await featureNetwork(host, device);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

async function openBenchSampler(path) {
  const run = await openRun(host, path);
  return { run, sampler: createSampler(trainedRun(run, device)) };
}

async function loadUnseenPictures(source, { size, channels }) {
  const set = await openDataset(source, host, { size, channels, count, seed });
  return Promise.all(Array.from({ length: set.count }, (_, at) => set.picture(at)));
}

/** For every pair the distance of what the feature network sees in the whole of each. */
async function perceptualDistances(pairs, { size, channels }) {
  const look = (pictures) => network.extract(datasetFromPictures(pictures, { size, channels }));
  const [a, b] = [await look(pairs.map(({ input }) => input)), await look(pairs.map(({ output }) => output))];
  return pairs.map((_, at) => {
    let squares = 0;
    for (let axis = at * a.width; axis < (at + 1) * a.width; axis++) squares += (a.values[axis] - b.values[axis]) ** 2;
    return Math.sqrt(squares);
  });
}

async function measureRow(name, shape, find) {
  const begun = performance.now();
  const pairs = await find();
  const seconds = (performance.now() - begun) / 1000 / pairs.length;
  const looks = await createPerceptualDistance(device, backbone, shape);
  const distances = await looks.measure(pairs.map(({ input, output }) => [input, output]));
  looks.dispose();
  const result = {
    row: name,
    count: pairs.length,
    psnr: mean(pairs.map(({ psnr }) => psnr)),
    looks: mean(distances),
    ssim: mean(pairs.map(({ input, output }) => similarity(input, output).ssim)),
    whole: mean(await perceptualDistances(pairs, shape)),
    seconds,
  };
  const { psnr, looks: apart, ssim, whole } = result;
  if (settings.json !== "no") console.log(JSON.stringify(result));
  else
    console.log(
      `${name.padEnd(24)} PSNR ${psnr.toFixed(2)}  looks ${apart.toFixed(3)}  SSIM ${ssim.toFixed(3)}  whole ${whole.toFixed(2)}  ${seconds.toFixed(2)} s a picture`,
    );
  return pairs;
}

const { run, sampler } = await openBenchSampler(settings.gan);
const savedInverter = await readInverter(host.files, settings.gan, {
  modelHash: await modelHash(sampler.trained.weights),
  space: backbone.name,
});
if (!savedInverter) throw new Error(`${settings.gan} has no encoder yet: run omakase invert once`);
const shape = { size: run.config.size, channels: run.config.channels };
const pictures = await loadUnseenPictures(settings.source || run.config.source, shape);

if (settings.vae) {
  const { sampler: other } = await openBenchSampler(settings.vae);
  await reconstruct(other, pictures.slice(0, 1)); // compiled
  await measureRow("VAE", shape, () => reconstruct(other, pictures));
}
const searchOnly = await createInverter(sampler, backbone);
const encoderAndSearch = await createInverter(sampler, backbone, savedInverter.encoder);
for (const one of [searchOnly, encoderAndSearch]) await one.invert(pictures.slice(0, 1), { steps: 2 });
await measureRow("encoder alone", shape, () => encoderAndSearch.invert(pictures, { steps: 1 }));
await measureRow("search, by chance", shape, () => searchOnly.invert(pictures));
const found = await measureRow("encoder and search", shape, () => encoderAndSearch.invert(pictures));
await measureRow("the same, closer", shape, () => encoderAndSearch.invert(pictures, { featureOffsets: true }));
if (restarts > 1)
  await measureRow(`the same, ${restarts} starts`, shape, () => encoderAndSearch.invert(pictures, { restarts }));

const residualLimit = residualBound(savedInverter.known);
const shareAboveLimit = (pairs) =>
  pairs.filter(({ residual }) => residual > residualLimit.residual).length / pairs.length;
console.log(
  `\nknown: ${(100 * residualLimit.share).toFixed(0)} % within ${residualLimit.residual.toFixed(3)} (${residualLimit.count} pictures); of ${found.length} fresh ones ${(100 * shareAboveLimit(found)).toFixed(1)} % called unknown`,
);
for (const source of settings.others.split(",").filter(Boolean)) {
  const others = await encoderAndSearch.invert(await loadUnseenPictures(source, shape));
  const area = (of) => rocAuc(found.map(of), others.map(of)).auc.toFixed(3);
  console.log(
    `  ${source.padEnd(16)} area ${area(({ residual }) => residual)}, caught ${(100 * shareAboveLimit(others)).toFixed(1)} %; distance ${mean(others.map(({ distance }) => distance)).toFixed(3)}, PSNR ${mean(others.map(({ psnr }) => psnr)).toFixed(2)}; by looks alone area ${area(({ distance }) => distance)}, by PSNR alone ${area(({ psnr }) => -psnr)}`,
  );
}
