/**
 * One training step of ours, timed: `node bench/step-speed.mjs dcgan --batch 64 --features 64 --steps 5 --threads 2`, or with
 * `--device webgpu`. Prints one JSON line. On a GPU the steps are asked for together and waited for at the end, as in
 * training. With `--profile yes` the line also has every kernel: time, bytes, FLOPs.
 */
import { createTrainer, random } from "omakase";
import { cpuDevice, gpuDevice } from "omakase/node";
import { parseBenchOptions } from "./parse-bench-options.mjs";
import { measurePeakThroughput } from "./peak-throughput.mjs";
import { stepDefaults, stepModel } from "./step-model.mjs";

const {
  model: name,
  batch: batchSize,
  features,
  latent,
  steps,
  warmup,
  threads,
  device: kind,
  profile,
  size,
} = parseBenchOptions({
  ...stepDefaults,
  steps: 5,
  warmup: 6,
  threads: 2,
  device: "cpu",
  profile: "no",
});
const picture = { size, channels: 3 };
const model = stepModel({ model: name, size, features, latent });
const pictures = (what) => random(1, what).uniforms(batchSize * 3 * size * size, -1, 1);
const [conditions, attributeMask] = [
  new Float32Array(batchSize * 50).map((_, at) => (at % 5 ? 0 : 1)),
  new Float32Array(batchSize * 50).fill(1),
];
const pairs = {
  images: pictures("bench"),
  inputs: pictures("bench input"),
  attributes: conditions,
  attributeMask,
};

const started = performance.now();
const device = kind === "webgpu" ? await gpuDevice({ profile: profile === "yes" }) : await cpuDevice({ threads });
const trainer = await createTrainer(
  model,
  { ...picture, batch: async () => pairs },
  { device, settings: { batchSize } },
);
await trainer.advance();
const secondsToFirstStep = (performance.now() - started) / 1000;
for (let step = 1; step < warmup; step++) await trainer.advance();
const times = [];
const stepsPerCall = kind === "webgpu" ? steps : 1;
for (let step = 0; step < steps; step += stepsPerCall) {
  const begun = performance.now();
  await trainer.advance(stepsPerCall);
  times.push((performance.now() - begun) / 1000 / stepsPerCall);
}
const seconds = times.sort((a, b) => a - b)[times.length >> 1];
const kernels = profile === "yes" ? await device.times?.() : undefined;
const peakThroughput = kernels && (await measurePeakThroughput(() => gpuDevice({ profile: true })));
console.log(
  JSON.stringify({
    engine: `omakase (${device.version})`,
    ...(device.adapter && { adapter: device.adapter.description }),
    seconds: Number(seconds.toFixed(4)),
    imagesPerSecond: Number((batchSize / seconds).toFixed(1)),
    firstStepSeconds: Number(secondsToFirstStep.toFixed(2)),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    ...(kernels && { kernels, roof: peakThroughput }),
  }),
);
device.dispose?.();
