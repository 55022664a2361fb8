/**
 * One training step of ours, timed: `node bench/step.mjs dcgan --batch 64 --features 64 --steps 5 --threads 2`.
 * Prints one JSON line.
 */
import { createTrainer, dcganPreset, ganPreset, random, vaePreset } from "omakase";
import { cpuDevice } from "omakase/node";
import { options } from "./options.mjs";

const {
  model: name,
  batch,
  features,
  latent,
  steps,
  warmup,
  threads,
} = options({
  model: "dcgan",
  batch: 64,
  features: 64,
  latent: 100,
  steps: 5,
  warmup: 2,
  threads: 2,
});
const picture = { size: 64, channels: 3 };
const preset = { dcgan: dcganPreset, gan: ganPreset, vae: vaePreset }[name];
const model = preset({ ...picture, features, latent });
const real = random(1, "bench").uniforms(batch * 3 * 64 * 64, -1, 1);

const started = performance.now();
const device = await cpuDevice({ threads });
const trainer = await createTrainer(model, { ...picture, batch: async () => ({ real }) }, { device, settings: { batch } });
await trainer.advance();
const first = (performance.now() - started) / 1000;
for (let step = 1; step < warmup; step++) await trainer.advance();
const times = [];
for (let step = 0; step < steps; step++) {
  const begun = performance.now();
  await trainer.advance();
  times.push((performance.now() - begun) / 1000);
}
const seconds = times.sort((a, b) => a - b)[times.length >> 1];
console.log(
  JSON.stringify({
    engine: `omakase (${device.version})`,
    seconds: Number(seconds.toFixed(4)),
    imagesPerSecond: Number((batch / seconds).toFixed(1)),
    firstStepSeconds: Number(first.toFixed(2)),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
