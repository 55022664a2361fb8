/**
 * An autoencoder: the input is the wanted output, and 16 numbers in the middle have to be enough. Writes
 * `reconstructions.png`, pairs of an image and its reconstruction, and `samples.png`.
 *
 *     node example/01-autoencoder.ts        (Node 22.18 or newer runs TypeScript; about a minute)
 */
import { autoencoder, createSampler, generate, images, nn, openDataset, recipeSheet, reconstruct } from "omakase";
import { train } from "omakase";
import { cpuDevice, nodeHost } from "omakase/node";

const { conv, dense, flatten, relu, reshape, sequential, tanh, upConv } = nn;
const { contactSheet } = images;

const steps = Number(process.env.STEPS ?? 300);
const size = Number(process.env.SIZE ?? 64); // px
const host = nodeHost();
const device = await cpuDevice();
const sushi = await openDataset("sushi", host, { size, count: Number(process.env.COUNT ?? 500) });

const quarter = size / 4; // two strided convolutions
const encoder = sequential(conv(32, { stride: 2 }), relu(), conv(64, { stride: 2 }), relu(), flatten(), dense(16));
const decoder = sequential(
  dense(64 * quarter * quarter), // [batch, 16] → [batch, 64 · quarter²]
  relu(),
  reshape(64, quarter, quarter),
  upConv(32),
  relu(),
  upConv(3),
  tanh(), // [batch, 3, size, size] in [−1, 1]
);
const model = autoencoder({ encoder, decoder, latent: 16 });

const training = train(model, sushi, { device, steps, seed: 1 });
for await (const { step, metrics } of training) if (step % 50 === 0) console.log(step, metrics.loss);

const sampler = createSampler(await training.result());
const pictures = await Promise.all([0, 1, 2, 3].map((index) => sushi.picture(index)));
const reconstructions = await reconstruct(sampler, pictures);
const pairs = reconstructions.flatMap(({ input, output }) => [input, output]);
await host.files.write("reconstructions.png", await host.codecs.encodePng(contactSheet(pairs, { columns: 2 })));
const samples = await generate(sampler, { count: 16, seed: 7 });
await host.files.write("samples.png", await host.codecs.encodePng(recipeSheet(samples).picture));
