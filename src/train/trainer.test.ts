import * as ort from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { attributeMask, encodeAttributes, type Attributes } from "../dataset/index.ts";
import { onnxDevice, referenceDevice, type Device, type Ort } from "../device/index.ts";
import { batchNorm, conv, dense, dropout, flatten, reshape, sequential, tanh } from "../nn/index.ts";
import {
  gan,
  type Model,
  autoencoder,
  autoencoderNetworks,
  cgan,
  cganNetworks,
  classicCganNetworks,
  dcgan,
  dcganNetworks,
  ganNetworks,
  vae,
  vaeNetworks,
} from "../model/index.ts";
import { casesOf, nightlyTest } from "../../test/nightly.ts";
import { random } from "../tensor/index.ts";
import { createTrainer, type BatchSource, type Snapshot } from "./trainer.ts";

const size = 16;
const shape = { size, channels: 3 as const };
const word = (text: string) => ({ name: text, label: { ja: text, en: text } });
/** Attributes of a blob: red or not, side, vertical position. */
const blobAttributes: Attributes = {
  tags: [
    { ...word("red"), kind: "binary", choices: [word("no"), word("yes")] },
    { ...word("side"), kind: "category", choices: [word("left"), word("middle"), word("right")] },
    { ...word("down"), kind: "number", choices: [], mean: 0.5, std: 0.3 },
  ],
};
const models: Record<string, Model> = {
  autoencoder: autoencoder(autoencoderNetworks({ ...shape, features: 8, latent: 8 })),
  vae: vae(vaeNetworks({ ...shape, features: 8, latent: 8 })),
  dcgan: dcgan(dcganNetworks({ ...shape, features: 8, latent: 8 })),
  gan: gan(ganNetworks({ ...shape, features: 8, latent: 8 })),
  cgan: cgan(cganNetworks({ ...shape, features: 8, latent: 8, attributes: blobAttributes })),
  classic: cgan(classicCganNetworks({ ...shape, features: 8, latent: 8, blocks: 1, attributes: blobAttributes })),
};
const onnx = onnxDevice(ort as unknown as Ort, { threads: 2 });

/** Creates a source of coloured blobs at random positions, easy to learn. */
function blobs(different: number): BatchSource {
  const draw = (seed: number) => {
    const [cx, cy, ...colour] = random(seed, "blob").uniforms(5);
    return Float32Array.from({ length: 3 * size * size }, (_, at) => {
      const [channel, y, x] = [Math.floor(at / size ** 2), Math.floor(at / size) % size, at % size];
      const near = Math.exp(-((x / size - cx) ** 2 + (y / size - cy) ** 2) * 12);
      return 2 * near * colour[channel] - 0.6;
    });
  };
  return {
    ...shape,
    batch: async (step, count) => {
      const all = new Float32Array(count * 3 * size * size);
      const seeds = Array.from({ length: count }, (_, at) => (step * count + at) % different);
      seeds.forEach((seed, at) => all.set(draw(seed), at * 3 * size * size));
      const places = seeds.map((seed) => random(seed, "blob").uniforms(3));
      const values = [
        places.map(([, , red]) => (red > 0.5 ? 1 : 0)),
        places.map(([x]) => Math.floor(x * 3)),
        places.map(([, y]) => (y > 0.9 ? Number.NaN : y)),
      ];
      const attributes = encodeAttributes(blobAttributes, values);
      return { images: all, attributes, attributeMask: attributeMask(blobAttributes, values) };
    },
  };
}

const few = ["autoencoder", "gan", "cgan"];
describe.each(casesOf(Object.keys(models), few))("%s", (name) => {
  const model = models[name];

  test("resumes from a snapshot bit-exactly", async () => {
    const options = { device: onnx, seed: 5, settings: { batchSize: 4 } };
    const straight = await createTrainer(model, blobs(64), options);
    for (let step = 0; step < 8; step++) await straight.advance();
    const first = await createTrainer(model, blobs(64), options);
    for (let step = 0; step < 4; step++) await first.advance();
    const second = await createTrainer(model, blobs(64), { ...options, from: await first.snapshot() });
    for (let step = 0; step < 4; step++) await second.advance();
    const [a, b] = [await straight.snapshot(), await second.snapshot()];
    expect(b.step).toBe(8);
    expect([...b.weights.keys()]).toEqual([...a.weights.keys()]);
    for (const [name, { values }] of a.weights) expect(b.weights.get(name)!.values, name).toEqual(values);
    expect(a.weights.size).toBeGreaterThan(10);
  });

  test("matches the reference device on the CPU", async () => {
    const after = async (device: typeof onnx) => {
      const trainer = await createTrainer(model, blobs(64), {
        device,
        seed: 3,
        settings: { batchSize: 2, learningRate: 1e-4 },
      });
      const metrics = [await trainer.advance(), await trainer.advance()];
      return { metrics, ...(await trainer.snapshot()) };
    };
    const [expected, got] = [await after(referenceDevice()), await after(onnx)];
    for (const at of [0, 1])
      for (const [name, value] of Object.entries(expected.metrics[at]))
        expect(Math.abs(got.metrics[at][name] - value), name).toBeLessThan(1e-3 * Math.max(1, Math.abs(value)));
    for (const [name, { values }] of expected.weights) {
      if (name.startsWith("optimizer.")) continue;
      // the relativistic loss depends on differences only: this bias has no gradient, and Adam amplifies rounding errors
      if (name === "discriminator.5.bias" || name === "discriminator.head.bias") continue;
      const other = got.weights.get(name)!.values;
      const distance = Math.hypot(...values.map((value, index) => value - other[index]));
      expect(distance, name).toBeLessThan(5e-3 * Math.max(0.01, Math.hypot(...values)));
    }
  });
});

test("warmUpImages: the learning rate rises linearly", async () => {
  const start = async (warmUpImages: number, from?: Snapshot) => {
    const settings = { batchSize: 4, learningRate: 0.1, optimizer: { name: "sgd" }, warmUpImages } as const;
    return createTrainer(models.autoencoder, blobs(8), { device: referenceDevice(), settings, from });
  };
  const [whole, slow, off] = await Promise.all([start(0), start(16), start(0)]);
  const begun = await off.snapshot();
  const moved = async (trainer: typeof whole, from: Snapshot) => {
    await trainer.advance();
    const { weights } = await trainer.snapshot();
    const name = "decoder.0.weight";
    return weights.get(name)!.values.map((value, at) => value - from.weights.get(name)!.values[at]);
  };
  const [all, quarter] = [await moved(whole, begun), await moved(slow, begun)];
  quarter.forEach((value, at) => expect(value).toBeCloseTo(all[at] / 4, 7));
  const later: Snapshot = { ...begun, step: 3 };
  expect(await moved(await start(16, later), begun)).toEqual(await moved(await start(0, later), begun));
});

test("an autoencoder overfits one batch", async () => {
  const model = autoencoder(autoencoderNetworks({ ...shape, features: 16, latent: 16 }));
  const trainer = await createTrainer(model, blobs(4), {
    device: onnx,
    settings: { batchSize: 4, learningRate: 3e-3 },
  });
  const losses: number[] = [];
  for (let step = 0; step < 300; step++) losses.push((await trainer.advance()).loss);
  expect(losses[0]).toBeGreaterThan(0.1);
  expect(losses[299]).toBeLessThan(0.005);
});

nightlyTest("a VAE overfits one batch", async () => {
  const trainer = await createTrainer(models.vae, blobs(4), {
    device: onnx,
    settings: { batchSize: 4, learningRate: 3e-3 },
  });
  let metrics: Record<string, number> = {};
  for (let step = 0; step < 500; step++) metrics = await trainer.advance();
  expect(metrics.reconstruction).toBeLessThan(0.01);
  expect(metrics.klDivergence).toBeGreaterThan(1); // the clouds carry which picture it is
});

test.each(casesOf(["dcgan", "gan"], ["gan"]))("%s learns the mean colour of one image", async (name) => {
  const trainer = await createTrainer(models[name], blobs(1), {
    device: onnx,
    settings: {
      batchSize: 8,
      learningRate: 1e-3,
      warmUpImages: 0,
      ...(name === "gan" && { weights: { gradientPenalty: 0.5 } }),
    },
  });
  const { createSampler } = await import("../sample/index.ts");
  const distance = async () => {
    const sampler = createSampler({
      model: models[name],
      picture: shape,
      weights: (await trainer.snapshot()).weights,
      device: onnx,
    });
    const drawn = await sampler.decode(sampler.latents(1, 16), 16);
    const { images: real } = await blobs(1).batch(0, 1);
    const mean = real.map(
      (_, at) => Array.from({ length: 16 }, (_, row) => drawn[row * real.length + at]).reduce((a, b) => a + b) / 16,
    );
    return Math.sqrt(real.reduce((total, value, at) => total + (value - mean[at]) ** 2, 0) / real.length);
  };
  const before = await distance();
  for (let step = 0; step < 250; step++) await trainer.advance();
  expect(await distance()).toBeLessThan(0.5 * before);
});

test("cgan draws the image that has the given attributes", async () => {
  const two = blobs(2);
  const { images: real, attributes, attributeMask: known } = await two.batch(0, 2);
  expect(known).toHaveLength(2 * 5);
  const settings = { batchSize: 8, learningRate: 1e-3, weights: { gradientPenalty: 0.5 } };
  const trainer = await createTrainer(models.cgan, two, { device: onnx, settings });
  for (let step = 0; step < 250; step++) await trainer.advance();
  const { createSampler } = await import("../sample/index.ts");
  const { weights } = await trainer.snapshot();
  const sampler = createSampler({ model: models.cgan, picture: shape, weights, device: onnx });
  const codes = new Float32Array(16 * sampler.latent);
  for (let at = 0; at < 16; at++) {
    codes.set(random(1, "z", at).normals(8), at * sampler.latent);
    codes.set(attributes!.subarray((at % 2) * 5, (at % 2) * 5 + 5), at * sampler.latent + 8);
  }
  const drawn = await sampler.decode(codes, 16);
  const length = real.length / 2;
  const apart = (at: number, picture: number) =>
    Math.hypot(...drawn.subarray(at * length, (at + 1) * length).map((v, i) => v - real[picture * length + i]));
  for (let at = 0; at < 16; at++) expect(apart(at, at % 2)).toBeLessThan(0.85 * apart(at, 1 - (at % 2)));
  sampler.dispose();
});

test("dropout and batch normalization: training mode differs from inference, and both train", async () => {
  const discriminator = sequential(
    conv(4, { stride: 2, spectral: true }),
    dropout(0.3),
    batchNorm(),
    flatten(),
    dense(1),
  );
  const generator = sequential(dense(3 * size * size), reshape(3, size, size), tanh());
  const model = gan({ generator, discriminator, latent: 4 });
  const trainer = await createTrainer(model, blobs(16), {
    device: onnx,
    settings: { batchSize: 4, weights: { gradientPenalty: 0 }, adversarial: "hinge", updates: "alternating" },
  });
  for (let step = 0; step < 5; step++) await trainer.advance();
  const { weights } = await trainer.snapshot();
  expect(weights.has("discriminator.0.singular")).toBe(true);
  expect(weights.get("discriminator.2.mean")!.values.some((value) => value !== 0)).toBe(true);
});

test("augment auto: the CPU matches the reference device, and training resumes bit-exactly", async () => {
  const settings = { batchSize: 4, augment: "auto", learningRate: 1e-4 } as const;
  const start = (device: typeof onnx, from?: Snapshot) =>
    createTrainer(models.gan, blobs(64), { device, seed: 3, settings, from });
  const [straight, reference] = [await start(onnx), await start(referenceDevice())];
  const half = await start(onnx);
  for (let step = 0; step < 3; step++) {
    const [got, expected] = [await straight.advance(), await reference.advance()];
    for (const [name, value] of Object.entries(expected))
      expect(Math.abs(got[name] - value), name).toBeLessThan(1e-3 * Math.max(1, Math.abs(value)));
    if (step < 2) await half.advance();
  }
  const resumed = await start(onnx, await half.snapshot());
  await resumed.advance();
  const [a, b] = [await straight.snapshot(), await resumed.snapshot()];
  for (const [name, { values }] of a.weights) expect(b.weights.get(name)!.values, name).toEqual(values);
  expect(a.weights.has("augment.strength")).toBe(true);
});

test("simultaneous updates work with the hinge loss, whose gradient is not shared", async () => {
  const settings = { batchSize: 2, adversarial: "hinge", updates: "simultaneous" } as const;
  const metrics = async (device: Device) => {
    const trainer = await createTrainer(models.gan, blobs(4), { device, seed: 2, settings });
    return trainer.advance();
  };
  const [expected, got] = [await metrics(referenceDevice()), await metrics(onnx)];
  expect(expected["generator.gradientNorm"]).toBeGreaterThan(0);
  for (const [name, value] of Object.entries(expected))
    expect(Math.abs(got[name] - value), name).toBeLessThan(1e-3 * Math.max(1, Math.abs(value)));
});

test("a NaN loss stops training with one sentence", async () => {
  const broken: BatchSource = {
    ...shape,
    batch: async (_step, count) => ({ images: new Float32Array(count * 3 * size * size).fill(Number.NaN) }),
  };
  const trainer = await createTrainer(models.autoencoder, broken, { device: onnx, settings: { batchSize: 2 } });
  await expect(trainer.advance()).rejects.toMatchObject({ code: "diverged" });
});
