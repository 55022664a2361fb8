/**
 * `npm run bench:invert -- --gan runs/gan-faces --vae runs/vae-faces`: how well pictures are found again in a GAN, which
 * has no encoder, beside a VAE, which has one; and how well pictures of other sets are told from those that the GAN
 * knows. All pictures are of another seed than any that a model or an encoder learned from. The run needs what
 * `omakase invert` keeps in it. `--json yes` prints one line a row.
 *
 * The search makes pixels and looks small, so two measures are there that nothing was trained for: SSIM, and how far
 * apart whole pictures are in the last layer of the feature network.
 */
import {
  featureNetwork,
  featureWeights,
  fromPictures,
  inverter,
  knownBound,
  lookDistance,
  modelHash,
  openDataset,
  openRun,
  painter,
  readInverter,
  reconstruct,
  rocArea,
  similarity,
  trainedRun,
} from "omakase";
import { cpuDevice, nodeHost } from "omakase/node";
import { options } from "./options.mjs";

const given = options({
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
const { count, seed, starts } = given;
const host = nodeHost();
const device = await cpuDevice({ threads: given.threads });
const eye = await featureWeights(host);
const network = await featureNetwork(host, device);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

async function openPainter(path) {
  const run = await openRun(host, path);
  return { run, artist: painter(trainedRun(run, device)) };
}

async function freshPictures(source, { size, channels }) {
  const set = await openDataset(source, host, { size, channels, count, seed });
  return Promise.all(Array.from({ length: set.count }, (_, at) => set.picture(at)));
}

/** For every pair the distance of what the feature network sees in the whole of each. */
async function wholeDistances(pairs, { size, channels }) {
  const look = (pictures) => network.look(fromPictures(pictures, { size, channels }));
  const [a, b] = [await look(pairs.map(({ input }) => input)), await look(pairs.map(({ output }) => output))];
  return pairs.map((_, at) => {
    let squares = 0;
    for (let axis = at * a.width; axis < (at + 1) * a.width; axis++) squares += (a.values[axis] - b.values[axis]) ** 2;
    return Math.sqrt(squares);
  });
}

async function row(name, shape, find) {
  const begun = performance.now();
  const pairs = await find();
  const seconds = (performance.now() - begun) / 1000 / pairs.length;
  const looks = await lookDistance(device, eye, shape);
  const distances = await looks.measure(pairs.map(({ input, output }) => [input, output]));
  looks.dispose();
  const result = {
    row: name,
    count: pairs.length,
    psnr: mean(pairs.map(({ psnr }) => psnr)),
    looks: mean(distances),
    ssim: mean(pairs.map(({ input, output }) => similarity(input, output).ssim)),
    whole: mean(await wholeDistances(pairs, shape)),
    seconds,
  };
  const { psnr, looks: apart, ssim, whole } = result;
  if (given.json !== "no") console.log(JSON.stringify(result));
  else
    console.log(
      `${name.padEnd(24)} PSNR ${psnr.toFixed(2)}  looks ${apart.toFixed(3)}  SSIM ${ssim.toFixed(3)}  whole ${whole.toFixed(2)}  ${seconds.toFixed(2)} s a picture`,
    );
  return pairs;
}

const { run, artist } = await openPainter(given.gan);
const kept = await readInverter(host.files, given.gan, {
  modelHash: await modelHash(artist.trained.weights),
  space: eye.name,
});
if (!kept) throw new Error(`${given.gan} has no encoder yet: run omakase invert once`);
const shape = { size: run.config.size, channels: run.config.channels };
const pictures = await freshPictures(given.source || run.config.source, shape);

if (given.vae) {
  const { artist: other } = await openPainter(given.vae);
  await reconstruct(other, pictures.slice(0, 1)); // compiled
  await row("VAE", shape, () => reconstruct(other, pictures));
}
const blind = await inverter(artist, eye);
const guided = await inverter(artist, eye, kept.encoder);
for (const one of [blind, guided]) await one.invert(pictures.slice(0, 1), { steps: 2 });
await row("encoder alone", shape, () => guided.invert(pictures, { steps: 1 }));
await row("search, by chance", shape, () => blind.invert(pictures));
const found = await row("encoder and search", shape, () => guided.invert(pictures));
await row("the same, closer", shape, () => guided.invert(pictures, { closer: true }));
if (starts > 1) await row(`the same, ${starts} starts`, shape, () => guided.invert(pictures, { starts }));

const bound = knownBound(kept.known);
const share = (pairs) => pairs.filter(({ residual }) => residual > bound.residual).length / pairs.length;
console.log(
  `\nknown: ${(100 * bound.share).toFixed(0)} % within ${bound.residual.toFixed(3)} (${bound.count} pictures); of ${found.length} fresh ones ${(100 * share(found)).toFixed(1)} % called unknown`,
);
for (const source of given.others.split(",").filter(Boolean)) {
  const others = await guided.invert(await freshPictures(source, shape));
  const area = (of) => rocArea(found.map(of), others.map(of)).area.toFixed(3);
  console.log(
    `  ${source.padEnd(16)} area ${area(({ residual }) => residual)}, caught ${(100 * share(others)).toFixed(1)} %; distance ${mean(others.map(({ distance }) => distance)).toFixed(3)}, PSNR ${mean(others.map(({ psnr }) => psnr)).toFixed(2)}; by looks alone area ${area(({ distance }) => distance)}, by PSNR alone ${area(({ psnr }) => -psnr)}`,
  );
}
