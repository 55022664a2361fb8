/** Drawing with a trained generator: the first picture from a cold start, one picture, and 64. One JSON line. */
import { createTrainer, createSampler, random, gan, ganNetworks } from "omakase";
import { cpuDevice } from "omakase/node";
import { parseBenchOptions } from "./parse-bench-options.mjs";

const { threads, features, rounds } = parseBenchOptions({ threads: 2, features: 16, rounds: 20 });
const picture = { size: 64, channels: 3 };
const model = gan(ganNetworks({ ...picture, features, latent: 64 }));
const device = await cpuDevice({ threads });
const real = random(1, "bench").uniforms(2 * 3 * 64 * 64, -1, 1);
const trainer = await createTrainer(
  model,
  { ...picture, batch: async () => real },
  { device, settings: { batchSize: 2 } },
);
const { weights } = await trainer.snapshot();

const begun = performance.now();
const sampler = createSampler({ model, picture, weights, device });
await sampler.decode(sampler.latents(1, 1), 1);
const cold = performance.now() - begun;
const median = async (count) => {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await sampler.decode(sampler.latents(round, count), count, count);
    times.push(performance.now() - start);
  }
  return Number(times.sort((a, b) => a - b)[rounds >> 1].toFixed(2));
};
console.log(
  JSON.stringify({
    coldMilliseconds: Number(cold.toFixed(1)),
    oneMilliseconds: await median(1),
    sixtyFourMilliseconds: await median(64),
  }),
);
