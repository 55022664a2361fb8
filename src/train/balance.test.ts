import { dcgan, dcganNetworks, gan, ganNetworks } from "../model/index.ts";
import * as ort from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { onnxDevice, referenceDevice, type Ort } from "../device/index.ts";
import { createRegistry, graphOf } from "../nn/index.ts";
import { input, random } from "../tensor/index.ts";
import type { Settings } from "../model/index.ts";
import { updateBalance, learningRateScales } from "./balance.ts";
import { lossesAt, parseUpdateRatio, updatesBefore } from "./update-ratio.ts";
import { createTrainer, initialWeights, type BatchSource, type TrainerOptions } from "./trainer.ts";

const onnx = onnxDevice(ort as unknown as Ort, { threads: 1 });
const shape = { size: 8, channels: 3 as const };
const networks = { ...shape, features: 4, latent: 4 };
const model = gan(ganNetworks(networks));
const pictures: BatchSource = {
  ...shape,
  batch: async (step, count) => ({ images: random(step, "real").uniforms(count * 3 * 64, -0.2, 1) }),
};

/** Updates the balance many times with one accuracy and returns the factors of both networks. */
async function after(steps: number, accuracy: number, accuracyLater = accuracy): Promise<number[]> {
  const registry = createRegistry();
  const { discriminator, generator } = learningRateScales(registry);
  const balance = updateBalance(registry, input("accuracy", []), [0.6, 0.8], 50);
  const graph = graphOf(registry, { discriminator, generator, balance });
  const device = referenceDevice();
  const program = await device.compile(graph);
  const state = device.upload(initialWeights({ registry }, 1));
  let outputs = program.run(state, { accuracy: Float64Array.of(accuracy) });
  for (let step = 1; step < 2 * steps; step++)
    outputs = program.run(state, { accuracy: Float64Array.of(step < steps ? accuracy : accuracyLater) });
  return Promise.all(["discriminator", "generator", "balance"].map(async (name) => (await outputs[name].read())[0]));
}

describe("the controller", () => {
  test("both factors stay 1 while the accuracy is inside the band", async () => {
    expect(await after(100, 0.75)).toEqual([1, 1, 0]);
  });

  test("a high accuracy slows the discriminator, down to 1/32", async () => {
    const [discriminator, generator, tilt] = await after(20, 1);
    expect(discriminator).toBeLessThan(0.5);
    expect(generator).toBe(1);
    expect(tilt).toBeCloseTo(Math.log2(discriminator), 0);
    expect((await after(1000, 1))[0]).toBeCloseTo(1 / 32, 6);
  });

  test("a low accuracy slows the generator", async () => {
    const [discriminator, generator, tilt] = await after(20, 0.4);
    expect(discriminator).toBe(1);
    expect(generator).toBeLessThan(0.5);
    expect(tilt).toBeGreaterThan(1);
  });

  test("the balance returns when the accuracy falls", async () => {
    expect((await after(60, 1, 0.5))[2]).toBeGreaterThan((await after(30, 1))[2]);
  });
});

describe("the update ratio", () => {
  const order = (balance: string, steps: number) =>
    Array.from({ length: steps }, (_, step) => lossesAt(parseUpdateRatio(balance), 2, step).join());

  test("both losses are minimized while both have updates left in the cycle", () => {
    expect(order("2:1", 4)).toEqual(["0,1", "0", "0,1", "0"]);
    expect(order("2:3", 6)).toEqual(["0,1", "0,1", "1", "0,1", "0,1", "1"]);
    expect(order("auto", 2)).toEqual(["0,1", "0,1"]);
  });

  test("updates are counted for the bias correction of the optimizers", () => {
    for (const balance of ["1:1", "3:1", "2:5"])
      for (const index of [0, 1])
        for (let steps = 0; steps < 12; steps++)
          expect(updatesBefore(parseUpdateRatio(balance), index, steps)).toBe(
            order(balance, steps).filter((losses) => losses.includes(`${index}`)).length,
          );
  });
});

/** Trains some steps, with a snapshot and a new trainer after `pause`, and returns the weights. */
async function trained(settings: Partial<Settings>, steps: number, pauseAt?: number, networksOf = model) {
  const options: TrainerOptions = { device: onnx, seed: 3, settings: { batchSize: 4, ...settings } };
  let trainer = await createTrainer(networksOf, pictures, options);
  while (trainer.step < steps) {
    if (trainer.step === pauseAt) {
      const from = await trainer.snapshot();
      trainer.dispose();
      trainer = await createTrainer(networksOf, pictures, { ...options, from });
      pauseAt = undefined;
    }
    await trainer.advance();
  }
  const { weights } = await trainer.snapshot();
  trainer.dispose();
  return weights;
}

test.each(["auto", "2:1", "1:3"])("balance %s: training resumes bit-exactly", async (balance) => {
  const [straight, paused] = [await trained({ balance }, 7), await trained({ balance }, 7, 4)];
  expect([...paused.keys()]).toEqual([...straight.keys()]);
  for (const [name, { values }] of straight) expect(paused.get(name)!.values, name).toEqual(values);
});

test.each(["gan", "dcgan"])("update ratio: a step with one loss changes one network of a %s", async (kind) => {
  const networksOf = kind === "gan" ? model : dcgan(dcganNetworks(networks));
  for (const [balance, learning] of [
    ["2:1", "discriminator"],
    ["1:2", "generator"],
  ]) {
    const before = await trained({ balance }, 1, undefined, networksOf);
    const now = await trained({ balance }, 2, undefined, networksOf);
    const moved = [...now.keys()]
      .filter((name) => /^(generator|discriminator)[.].*(weight|bias)/.test(name))
      .filter((name) => now.get(name)!.values.some((value, at) => value !== before.get(name)!.values[at]));
    expect(new Set(moved.map((name) => name.split(".")[0]))).toEqual(new Set([learning]));
  }
});

test("balance auto: a weak discriminator slows the generator", async () => {
  const picture = (number: number) => {
    const [across, down, ...colour] = random(number, "blob").uniforms(5);
    return Float32Array.from({ length: 3 * 64 }, (_, at) => {
      const [y, x] = [(Math.floor(at / 8) % 8) / 8 - down, (at % 8) / 8 - across];
      return 2 * Math.exp(-12 * (x * x + y * y)) * colour[Math.floor(at / 64)] - 0.6;
    });
  };
  const all = Array.from({ length: 64 }, (_, number) => picture(number));
  const blobs: BatchSource = {
    ...shape,
    batch: async (step, count) => ({
      images: Float32Array.from(
        { length: count * 192 },
        (_, at) => all[(step * count + Math.floor(at / 192)) % 64][at % 192],
      ),
    }),
  };
  const accuracy = async (balance: string) => {
    const settings = { batchSize: 16, learningRate: 2e-4, discriminatorLearningRate: 2e-3, balance };
    const trainer = await createTrainer(dcgan(dcganNetworks({ ...shape, features: 8, latent: 4 })), blobs, {
      device: onnx,
      settings,
    });
    let sum = 0;
    for (let step = 0; step < 300; step++) sum += ((await trainer.advance()).accuracy * Number(step >= 100)) / 200;
    trainer.dispose();
    return sum;
  };
  const [off, auto] = [await accuracy("off"), await accuracy("auto")];
  expect(off).toBeLessThan(0.56); // tossing a coin: nothing to learn from it
  expect(auto).toBeGreaterThan(off + 0.03);
});
