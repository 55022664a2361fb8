/**
 * Interpolation and arithmetic in the latent space of a model that comes along: `morph.gif` turns faces into each other,
 * `arithmetic.png` shows a − b + c (Radford et al. 2016, section 6.3.2).
 *
 *     node example/11-latent-space.ts        (a few seconds)
 */
import { fileURLToPath } from "node:url";
import { createSampler, images, latents, openPackedRun, render, trainedRun } from "omakase";
import { cpuDevice, nodeHost } from "omakase/node";

const { contactSheet } = images;
const { latentSum, morph } = latents;

const frames = Number(process.env.FRAMES ?? 48);
const host = nodeHost();
const file = fileURLToPath(import.meta.resolve("omakase/model/faces.omakase"));
const run = await openPackedRun(await host.files.read(file), "faces");
const sampler = createSampler(trainedRun(run, await cpuDevice()));

// a latent is [random numbers, encoded attributes]; number i of a seed is always the same
const stops = [1, 2, 3].flatMap((seed) => sampler.points(seed, 1));
const film = await morph(sampler, stops, { frames, loop: true }); // on the sphere: the norm of latents stays typical
const gif = await host.codecs.encodeAnimation(film, { format: "gif", framesPerSecond: 12 });
await host.files.write("morph.gif", gif);

const [a, b, c] = stops;
const sum = latentSum(
  sampler,
  [
    { sign: 1, point: a },
    { sign: -1, point: b },
    { sign: 1, point: c },
  ],
  { keepNorm: true },
);
const pictures = await render(sampler, [a, b, c, sum]);
const sheet = contactSheet(pictures, { columns: 4, scale: 2 });
await host.files.write("arithmetic.png", await host.codecs.encodePng(sheet));
