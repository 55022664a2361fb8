/**
 * Trains, saves, draws and opens what was saved, with the built library and little of each: whether this Node can run
 * it. Prints the version of Node and the engine.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { autoencoder, autoencoderNetworks, generate, openDataset, createSampler, train } from "../dist/index.js";
import { recipeSheet } from "../dist/sample/index.js";
import { cpuDevice, nodeHost, startStudio } from "../dist/node/index.js";

const host = nodeHost();
const device = await cpuDevice();
const sushi = await openDataset("sushi", host, { size: 32, count: 16 });
const model = autoencoder(autoencoderNetworks({ size: 32, channels: 3, features: 4, latent: 8 }));
const training = train(model, sushi, { device, steps: 3, seed: 1 });
let loss = NaN;
for await (const { metrics } of training) loss = metrics.loss;
const pictures = await generate(createSampler(await training.result()), { count: 4, seed: 7 });
const png = await host.codecs.encodePng(recipeSheet(pictures).picture);
const back = await host.codecs.decode(png);

const workspace = mkdtempSync(join(tmpdir(), "omakase-smoke-"));
const studio = await startStudio({ workspace, port: 0 });
const page = await fetch(studio.address);
await studio.close();
rmSync(workspace, { recursive: true, force: true });

const whole = Number.isFinite(loss) && back.width > 32 && page.ok;
console.log(`${process.version}, ${device.version}: ${whole ? "works" : "does not work"}`);
process.exitCode = whole ? 0 : 1;
