/**
 * pix2pix (Isola et al. 2017): a U-Net turns label maps into sushi. Pairs of your own are images twice as wide as high
 * (left the input, right the target), or two folders with the same file names. Writes `translations.png`: input, output
 * and target side by side.
 *
 *     node example/09-pix2pix.ts            (built-in pairs; about five minutes)
 *     node example/09-pix2pix.ts ./pairs    (your own)
 */
import { createTranslator, images, openDataset, pix2pix, pix2pixNetworks, train, translate } from "omakase";
import { cpuDevice, nodeHost } from "omakase/node";

const { contactSheet } = images;

const steps = Number(process.env.STEPS ?? 1500);
const size = Number(process.env.SIZE ?? 64); // px
const source = process.env.SOURCE ?? process.argv[2] ?? "sushi";
const host = nodeHost();
const device = await cpuDevice();
const pairs = await openDataset(source, host, { size, count: Number(process.env.COUNT ?? 2000), pairs: true });
const inputs = pairs.inputs!; // image i of it belongs to image i of `pairs`

const { channels } = pairs;
const networks = pix2pixNetworks({ size, channels, inputChannels: inputs.channels, features: 16 });
const training = train(pix2pix(networks), pairs, { device, steps, seed: 1 });
for await (const { step, metrics } of training)
  if (step % 50 === 0) console.log(step, metrics["generator.reconstruction"], metrics["generator.adversarial"]);

const translator = createTranslator(await training.result());
const shown = [0, 1, 2, 3];
const named = shown.map(async (index) => ({ name: inputs.nameOf(index), picture: await inputs.picture(index) }));
const translations = await translate(translator, await Promise.all(named));
const targets = await Promise.all(shown.map((index) => pairs.picture(index)));
const rows = translations.flatMap(({ input, output }, at) => [input, output, targets[at]]);
await host.files.write("translations.png", await host.codecs.encodePng(contactSheet(rows, { columns: 3 })));
