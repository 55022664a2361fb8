/**
 * A variational autoencoder (Kingma & Welling 2014) with the networks and the loss that come along. Its latents follow
 * N(0, 1), so random numbers decode to new images. Writes `samples.png`.
 *
 *     node example/02-vae.ts        (half a minute of training on two cores)
 */
import { createSampler, generate, openDataset, recipeSheet, train, vae, vaeNetworks } from "omakase";
import { cpuDevice, nodeHost } from "omakase/node";

const steps = Number(process.env.STEPS ?? 1000);
const size = Number(process.env.SIZE ?? 64); // px
const host = nodeHost();
const device = await cpuDevice();
const sushi = await openDataset("sushi", host, { size, count: Number(process.env.COUNT ?? 2000) });

const model = vae(vaeNetworks({ size, channels: 3, features: 16, latent: 16 }));
const training = train(model, sushi, { device, steps, seed: 1, settings: { batchSize: 16, learningRate: 2e-3 } });
for await (const { step, metrics } of training)
  if (step % 100 === 0) console.log(step, metrics.negativeLogLikelihood, metrics.klDivergence, metrics.reconstruction);

const sampler = createSampler(await training.result());
const samples = await generate(sampler, { count: 36, seed: 7 });
await host.files.write("samples.png", await host.codecs.encodePng(recipeSheet(samples).picture));
