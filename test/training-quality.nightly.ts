/** Whether models learn sushi, not only run: about a quarter of an hour on two cores. */
import { beforeAll, describe, expect, test } from "vitest";
import { openDataset, type Dataset } from "../src/dataset/index.ts";
import { createSampler, type Sampler } from "../src/sample/index.ts";
import { cpuDevice, nodeHost } from "../src/node/index.ts";
import { createModel, resolveConfig, settingsOf } from "../src/run/index.ts";
import { type ModelName } from "../src/model/index.ts";
import { random } from "../src/tensor/index.ts";
import { train } from "../src/train/index.ts";

const size = 32;
const heldOutCount = 200;
const [projections, drawn] = [64, 200];
const device = await cpuDevice();
let [seen, unseen]: Dataset[] = [];

beforeAll(async () => {
  const host = nodeHost();
  seen = await openDataset("sushi", host, { size, count: 2000, seed: 1 });
  unseen = await openDataset("sushi", host, { size, count: heldOutCount, seed: 2 });
});

async function trainModel(name: ModelName, steps: number): Promise<Sampler> {
  const config = resolveConfig(name, "sushi", { size }, { pictures: seen.count, seed: 1 });
  const training = train(createModel(config), seen, { device, steps, seed: 1, settings: settingsOf(config) });
  return createSampler(await training.result());
}

/** The sliced Wasserstein distance of two sets of pictures `[count, pixels]`: 0 when their distributions agree. */
function slicedWassersteinDistance(a: Float32Array, b: Float32Array, count: number): number {
  const width = a.length / count;
  let total = 0;
  for (let at = 0; at < projections; at++) {
    const direction = random(1, "projection", at).normals(width);
    const along = (pictures: Float32Array) =>
      Float64Array.from({ length: count }, (_, row) => {
        let sum = 0;
        for (let pixel = 0; pixel < width; pixel++) sum += pictures[row * width + pixel] * direction[pixel];
        return sum / Math.sqrt(width);
      }).sort();
    const [left, right] = [along(a), along(b)];
    total += left.reduce((sum, value, row) => sum + Math.abs(value - right[row]), 0) / count;
  }
  return total / projections;
}

/** Returns the mean distance of neighbouring pictures in the list, per pixel. */
function meanPairDistance(pictures: Float32Array, count: number): number {
  const width = pictures.length / count;
  let total = 0;
  for (let row = 1; row < count; row++)
    for (let pixel = 0; pixel < width; pixel++)
      total += (pictures[row * width + pixel] - pictures[(row - 1) * width + pixel]) ** 2;
  return Math.sqrt(total / ((count - 1) * width));
}

const all = (count: number) => Uint32Array.from({ length: count }, (_, at) => at);

describe.each([
  ["ae", 800],
  ["vae", 1200],
] as const)("%s", (name, steps) => {
  test("reconstructs pictures it has not seen", async () => {
    const sampler = await trainModel(name, steps);
    const real = await unseen.batch(all(heldOutCount));
    const output = await sampler.decode(await sampler.encode(real, heldOutCount), heldOutCount);
    const error = real.reduce((sum, value, at) => sum + (value - output[at]) ** 2, 0) / real.length;
    const mean = real.reduce((sum, value) => sum + value, 0) / real.length;
    const spread = real.reduce((sum, value) => sum + (value - mean) ** 2, 0) / real.length;
    expect(error).toBeLessThan(0.15 * spread);
  });
});

describe.each([
  ["vae", 1200],
  ["gan", 1500],
] as const)("%s", (name, steps) => {
  test("draws pictures distributed like real ones, and many different ones", async () => {
    const real = await unseen.batch(all(drawn));
    const [untrained, sampler] = [await trainModel(name, 1), await trainModel(name, steps)];
    const draw = (who: Sampler) => who.decode(who.latents(3, drawn), drawn);
    const [before, after] = [await draw(untrained), await draw(sampler)];
    expect(slicedWassersteinDistance(after, real, drawn)).toBeLessThan(
      0.4 * slicedWassersteinDistance(before, real, drawn),
    );
    expect(meanPairDistance(after, drawn)).toBeGreaterThan(0.6 * meanPairDistance(real, drawn));
  });
});
