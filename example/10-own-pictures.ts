/**
 * A GAN of your own folder of pictures (PNG, JPEG, WebP; sub-folders are fine). Hundreds of alike pictures do, thousands
 * are better. Writes `samples.png`. The command `npx omakase train gan ./my-pictures` does the same, and keeps checkpoints,
 * figures and samples in a run folder.
 *
 *     node example/10-own-pictures.ts ./my-pictures        (some minutes on two cores)
 */
import { createSampler, gan, ganNetworks, generate, openDataset, recipeSheet, reportDataset, train } from "omakase";
import { cpuDevice, nodeHost } from "omakase/node";

const folder = process.env.SOURCE ?? process.argv[2] ?? "my-pictures";
const steps = Number(process.env.STEPS ?? 3000);
const size = Number(process.env.SIZE ?? 64); // px
const host = nodeHost();
const device = await cpuDevice();

const pictures = await openDataset(folder, host, { size });
for (const { file, reason } of pictures.skipped) console.log(`${file}: ${reason.en}`);
const report = await reportDataset(pictures); // sizes, duplicates, labels, rare combinations
for (const { en } of report.lines) console.log(en);

const model = gan(ganNetworks({ size, channels: pictures.channels, features: 16, latent: 64 }));
const settings = pictures.count < 2000 ? ({ augment: "auto" } as const) : {}; // small sets are memorized otherwise
const training = train(model, pictures, { device, steps, seed: 1, flip: true, settings });
for await (const { step, imagesSeen, metrics } of training)
  if (step % 100 === 0) console.log(imagesSeen, metrics["discriminator.adversarial"], metrics["generator.adversarial"]);

const samples = await generate(createSampler(await training.result()), { count: 36, seed: 7 });
await host.files.write("samples.png", await host.codecs.encodePng(recipeSheet(samples).picture));
