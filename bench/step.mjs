/**
 * One training step of ours, timed: `node bench/step.mjs dcgan --batch 64 --features 64 --steps 5 --threads 2`.
 * Prints one JSON line.
 */
import { createTrainer, dcganPreset, ganPreset, moePreset, pix2pixPreset, random, vaePreset } from "omakase";
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
const preset = { dcgan: dcganPreset, gan: ganPreset, moe: moePreset, pix2pix: pix2pixPreset, vae: vaePreset }[name];
/** Ten tags with five choices each. */
const word = (text) => ({ name: text, label: { ja: text, en: text } });
const choices = ["a", "b", "c", "d", "e"].map(word);
const attributes = {
  tags: choices
    .flatMap(({ name }) => [`${name}1`, `${name}2`])
    .map((name) => ({ ...word(name), kind: "category", choices })),
};
const model = preset({ ...picture, inputChannels: 3, features, latent, attributes });
const pictures = (what) => random(1, what).uniforms(batch * 3 * 64 * 64, -1, 1);
const [told, known] = [
  new Float32Array(batch * 50).map((_, at) => (at % 5 ? 0 : 1)),
  new Float32Array(batch * 50).fill(1),
];
const pairs = { real: pictures("bench"), given: pictures("bench input"), attributes: told, known };

const started = performance.now();
const device = await cpuDevice({ threads });
const trainer = await createTrainer(model, { ...picture, batch: async () => pairs }, { device, settings: { batch } });
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
