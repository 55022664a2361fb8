import * as ort from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import wganGp from "../example/06-wgan-gp.ts";
import type { OmakaseError } from "../src/error.ts";
import { onnxDevice, referenceDevice, type Device, type Ort } from "../src/device/index.ts";
import { defineModel, type Model, type NetworkCalls } from "../src/model/index.ts";
import { createRegistry, dense, dropout, flatten, openScope, relu, reshape, sequential, summarize, tanh, meanSquaredError } from "../src/nn/index.ts"; // oxfmt-ignore
import { createSampler } from "../src/sample/index.ts";
import { add, concatenate, constant, exp, input, log, meanAll, multiply, random, square, stopGradient, subtract, sumAll, type Tensor } from "../src/tensor/index.ts"; // oxfmt-ignore
import { buildStep, checkGradient, createTrainer, findNonFinite, type BatchSource, type Snapshot } from "../src/train/index.ts"; // oxfmt-ignore

const onnx = onnxDevice(ort as unknown as Ort, { threads: 2 });
const shape = { size: 16, channels: 3 as const };
const source: BatchSource = {
  ...shape,
  batch: async (step, count) => ({ images: random(step, "real").uniforms(count * 768, -0.5, 1) }),
};

async function train(model: Model, device: Device, steps: number, settings = {}, from?: Snapshot) {
  const trainer = await createTrainer(model, source, {
    device,
    seed: 3,
    settings: { batchSize: 4, ...settings },
    from,
  });
  const all = [];
  while (trainer.step < steps) all.push({ stage: trainer.stage, metrics: await trainer.advance() });
  const snapshot = await trainer.snapshot();
  trainer.dispose();
  return { all, snapshot };
}

function expectSameBytes(one: Snapshot, other: Snapshot): void {
  expect([...other.weights.keys()]).toEqual([...one.weights.keys()]);
  for (const [name, { values }] of one.weights) expect(other.weights.get(name)!.values, name).toEqual(values);
}

describe("WGAN-GP, a custom model", () => {
  const model = wganGp(shape);

  test("trains alike on the reference device and ONNX Runtime, and logs every term", async () => {
    const [wanted, got] = [await train(model, referenceDevice(), 2), await train(model, onnx, 2)];
    expect(Object.keys(wanted.all[0].metrics).sort()).toEqual([
      ...["critic.distance", "critic.gradientNorm", "critic.loss", "critic.penalty"],
      ...["generator.gradientNorm", "generator.loss"],
    ]);
    for (const at of [0, 1])
      for (const [name, value] of Object.entries(wanted.all[at].metrics))
        expect(Math.abs(got.all[at].metrics[name] - value), name).toBeLessThan(1e-3 * Math.max(1, Math.abs(value)));
  });

  test("resumes bit-exactly, also with five critic updates for each generator update", async () => {
    const settings = { balance: "5:1" };
    const whole = await train(model, onnx, 9, settings);
    const half = await train(model, onnx, 4, settings);
    expectSameBytes(whole.snapshot, (await train(model, onnx, 9, settings, half.snapshot)).snapshot);
  });
});

/** An autoencoder first, then a small flow on its frozen latents; drawing calls the flow several times. */
function latentFlowToy(length: { readonly images?: number; readonly fraction?: number } = { images: 12 }) {
  const steps = 4;
  const latent = 6;
  const encoder = sequential(flatten(), dense(latent));
  const decoder = sequential(dense(768), reshape(3, 16, 16), tanh());
  const velocity = sequential(dense(16), relu(), dense(latent));
  const flow = (z: Tensor, t: Tensor, scope: Parameters<typeof velocity>[1]) => velocity(concatenate([z, t], 1), scope);
  const networks = { encoder, decoder, flow };
  return defineModel({
    kind: "latent-flow-toy",
    networks,
    latent,
    average: ["flow"],
    settings: { emaHalfLife: 0.1 },
    stages: {
      autoencoder: {
        ...length,
        losses: {
          "encoder, decoder": ({ images }, { encoder, decoder }) => ({
            reconstruction: meanSquaredError(decoder(encoder(images)), images),
          }),
        },
      },
      flow: {
        losses: {
          flow({ images, size }, { encoder, flow, noise, uniform }) {
            const [z, start] = [stopGradient(encoder(images)), noise("start", [size, latent])];
            const t = uniform("t", [size, 1]);
            const between = add(multiply(z, t), multiply(start, subtract(1, t)));
            return meanAll(square(subtract(flow(between, t), subtract(z, start)))); // Lipman et al. 2023, equation 23
          },
        },
      },
    },
    decode({ z }, { flow, decoder }: NetworkCalls<typeof networks>) {
      let x = z;
      for (let at = 0; at < steps; at++) {
        const t = constant(at / steps, [z.shape[0], 1]);
        x = add(x, multiply(flow(x, t), 1 / steps)); // Euler
      }
      return decoder(x);
    },
    encode: (images, { encoder }) => encoder(images),
  });
}

describe("a model of two stages", () => {
  const model = latentFlowToy();

  test("trains one stage after the other; other networks keep their weights", async () => {
    const { all, snapshot } = await train(model, onnx, 6);
    expect(all.map(({ stage }) => stage)).toEqual([...Array(3).fill("autoencoder"), ...Array(3).fill("flow")]);
    expect(Object.keys(all[0].metrics)).toContain("encoder+decoder.reconstruction");
    expect(Object.keys(all[5].metrics).sort()).toEqual(["flow.gradientNorm", "flow.loss"]);
    const first = (await train(model, onnx, 3)).snapshot;
    for (const [name, { values }] of first.weights)
      if (/^(encoder|decoder)\./.test(name)) expect(snapshot.weights.get(name)!.values, name).toEqual(values);
      else if (/^flow\..*weight/.test(name)) expect(snapshot.weights.get(name)!.values).not.toEqual(values);
  });

  test.each([2, 3, 5])("resumes bit-exactly from step %i", async (step) => {
    const whole = await train(model, onnx, 6);
    const part = await train(model, onnx, step);
    expectSameBytes(whole.snapshot, (await train(model, onnx, 6, {}, part.snapshot)).snapshot);
  });

  test("a stage can be a fraction of the whole training, and resumes bit-exactly", async () => {
    const model = latentFlowToy({ fraction: 0.5 });
    const settings = { totalImages: 32 };
    const whole = await train(model, onnx, 8, settings);
    expect(whole.all.map(({ stage }) => stage)).toEqual([...Array(4).fill("autoencoder"), ...Array(4).fill("flow")]);
    const half = await train(model, onnx, 5, settings);
    expectSameBytes(whole.snapshot, (await train(model, onnx, 8, settings, half.snapshot)).snapshot);
    await expect(train(model, onnx, 1)).rejects.toThrow("latent-flow-toy, settings.totalImages: expected");
    expect(() => latentFlowToy({ images: 12, fraction: 0.5 })).toThrow("got both");
    expect(() => latentFlowToy({})).toThrow("got neither");
    expect(() => latentFlowToy({ fraction: 1 })).toThrow("stages.autoencoder, fraction: expected");
  });

  test("decodes with several calls of one network, and encodes, alike on two devices", async () => {
    const { snapshot } = await train(model, onnx, 6);
    const [a, b] = await Promise.all(
      [onnx, referenceDevice()].map(async (device) => {
        const sampler = createSampler({ model, picture: shape, weights: snapshot.weights, device });
        const drawn = await sampler.decode(sampler.latents(1, 2), 2);
        expect(sampler.canEncode).toBe(true);
        expect(await sampler.encode(drawn, 2)).toHaveLength(12);
        expect(await sampler.embed(drawn, 2)).toEqual(await sampler.encode(drawn, 2));
        sampler.dispose();
        return drawn;
      }),
    );
    expect(a).toHaveLength(2 * 768);
    a.forEach((value, at) => expect(Math.abs(value - b[at])).toBeLessThan(2 / 255));
  });
});

describe("a stage that prepares", () => {
  const images = random(7, "images").uniforms(10 * 768, -0.5, 1);
  const rowsAt = (step: number, count: number) => Uint32Array.from({ length: count }, (_, at) => (step * 3 + at) % 10);
  const load = async (rows: ArrayLike<number>) =>
    Float32Array.from(Array.from(rows).flatMap((row) => [...images.subarray(row * 768, (row + 1) * 768)]));
  const listed: BatchSource = {
    ...shape,
    batch: async (step, count) => ({ images: await load(rowsAt(step, count)) }),
    all: { count: 10, load, choose: async (step, count) => ({ rows: rowsAt(step, count) }) },
  };
  const encoder = sequential(flatten(), dense(5), dropout(0.5));
  const flow = dense(5);
  const model = defineModel({
    kind: "prepared-toy",
    networks: { encoder, flow },
    average: ["encoder"],
    settings: { batchSize: 4, emaHalfLife: 0.1 },
    stages: {
      autoencoder: { images: 8, losses: { encoder: ({ images }, { encoder }) => meanAll(square(encoder(images))) } },
      flow: {
        settings: { batchSize: 6, learningRate: { from: 1e-2, to: 1e-4, images: 12 } },
        prepare: (images, { encoder }) => encoder(images),
        losses: {
          flow: ({ prepared, images }, { flow, metric }) => {
            metric("rows", constant(prepared.shape[0]));
            metric("sum", sumAll(prepared));
            metric("pixels", sumAll(images));
            return meanSquaredError(flow(prepared), constant(1, prepared.shape));
          },
        },
      },
    },
  });
  const trainListed = async (steps: number, from?: Snapshot) => {
    const trainer = await createTrainer(model, listed, { device: onnx, seed: 3, from });
    const all = [];
    while (trainer.step < steps) all.push({ seen: trainer.imagesSeen, metrics: await trainer.advance() });
    const snapshot = await trainer.snapshot();
    trainer.dispose();
    return { all, snapshot };
  };

  test("gets what the averaged networks make of its images, without dropout, and has settings of its own", async () => {
    const { all, snapshot } = await trainListed(4);
    expect(all.map(({ seen }) => seen)).toEqual([0, 4, 8, 14]);
    expect(all[3].metrics.rows).toBe(6);
    const value = (name: string) => snapshot.weights.get(`average.encoder.1.${name}`)!.values;
    const [weight, bias] = [value("weight"), value("bias")];
    const batch = await load(rowsAt(3, 6));
    let sum = 0;
    for (let row = 0; row < 6; row++)
      for (let out = 0; out < 5; out++) {
        sum += bias[out];
        for (let at = 0; at < 768; at++) sum += batch[row * 768 + at] * weight[out * 768 + at];
      }
    expect(all[3].metrics.sum).toBeCloseTo(sum, 3);
    expect(all[3].metrics.pixels).toBeCloseTo(
      batch.reduce((a, b) => a + b, 0),
      2,
    );
  });

  test.each([1, 2, 3])("resumes bit-exactly from step %i", async (step) => {
    const whole = await trainListed(5);
    const part = await trainListed(step);
    expectSameBytes(whole.snapshot, (await trainListed(5, part.snapshot)).snapshot);
  });
});

describe("a definition", () => {
  const networks = { decoder: sequential(dense(768), reshape(3, 16, 16)) };
  const loss = () => constant(0);

  test("names each error in one sentence", () => {
    expect(() => defineModel({ kind: "mine", networks })).toThrow(
      "mine, losses: expected one of loss, losses and stages",
    );
    expect(() => defineModel({ kind: "mine", networks, losses: { encoder: loss } })).toThrow("got encoder");
    expect(() => defineModel({ kind: "mine", networks: { noise: networks.decoder }, loss })).toThrow("got noise");
    expect(() => defineModel({ kind: "mine", networks, loss, decode: ({ z }, { decoder }) => decoder(z) })).toThrow(
      "mine, latent: expected",
    );
  });

  const shapeErrorOf = (make: (images: Tensor) => Tensor) => {
    const model = defineModel({ kind: "mine", networks, loss: ({ images }) => make(images) });
    try {
      buildStep(model, shape, model.settings);
    } catch (error) {
      return String((error as Error).message);
    }
    return "no error";
  };

  test("an error in a loss names the user's line and both shapes", () => {
    const line = Number(/:(\d+):\d+\)?$/.exec(new Error("here").stack!.split("\n")[1])![1]) + 1;
    const message = shapeErrorOf((images) => sumAll(add(images, input("other", [16, 3, 8, 8]))));
    expect(message).toContain(`define-model.test.ts:${line}, add`);
    expect(message).toMatch(/\[16, 3, 16, 16\].*\[16, 3, 8, 8\]/);
    expect(shapeErrorOf((images) => images)).toContain("expected a loss whose terms are one number each");
  });

  test("a missing condition or weight is named", () => {
    const absent = (
      make: (batch: { readonly attributes: Tensor }, tools: { weight(name: string): Tensor }) => Tensor,
    ) => shapeErrorOf.call(undefined, () => make as unknown as Tensor);
    expect(absent(() => constant(0))).toContain("expected a loss");
    const model = (weights: Record<string, number>) =>
      defineModel({ kind: "mine", networks, settings: { weights }, loss: (_, { weight }) => weight("penalty") });
    expect(() => buildStep(model({}), shape, model({}).settings)).toThrow("Add penalty to settings.weights");
    const conditional = defineModel({ kind: "mine", networks, loss: ({ attributes }) => sumAll(attributes) });
    expect(() => buildStep(conditional, shape, conditional.settings)).toThrow("mine, attributes: expected");
  });
});

test("automatic balance without a logged accuracy is refused", async () => {
  const settings = { balance: "auto" } as const;
  await expect(createTrainer(wganGp(shape), source, { device: referenceDevice(), settings })).rejects.toThrow(
    'wgan-gp, balance: auto: expected a loss that calls metric("accuracy", …), got none.',
  );
});

describe("debugging", () => {
  test("summarize lists layers with shapes and numbers of weights", () => {
    const { layers, output, parameters } = summarize(
      sequential(flatten(), dense(10), relu(), dense(4)),
      input("x", [2, 3, 16, 16]),
    );
    expect(layers).toEqual([
      { path: "0", output: [2, 768], parameters: 0 },
      { path: "1", output: [2, 10], parameters: 7690 },
      { path: "2", output: [2, 10], parameters: 0 },
      { path: "3", output: [2, 4], parameters: 44 },
    ]);
    expect([output, parameters]).toEqual([[2, 4], 7734]);
  });

  test("checkGradient accepts a right gradient and finds a wrong one", async () => {
    const right = await checkGradient({ x: [2, 3], y: [3] }, ({ x, y }) => sumAll(multiply(exp(multiply(x, 0.3)), y)));
    expect(right.error).toBeLessThan(1e-6);
    const wrong = await checkGradient({ x: [4] }, ({ x }) => sumAll(multiply(x, stopGradient(x))));
    expect(wrong.error).toBeGreaterThan(0.4);
  });

  test("findNonFinite names the first operation that made a NaN", async () => {
    const registry = createRegistry();
    const scope = openScope(registry, "net", { training: true });
    const y = sumAll(log(subtract(dense(2)(input("x", [1, 2]), scope), 100)));
    const weights = new Map(
      [...registry.definitions].map(([name, { tensor }]) => [name, { shape: tensor.shape, values: Float32Array.from({ length: tensor.shape.reduce((a, b) => a * b) }, () => 1) }]), // oxfmt-ignore
    );
    const found = await findNonFinite({ outputs: { y }, updates: new Map() }, weights, { x: Float32Array.of(1, 1) });
    expect(found).toMatchObject({ op: "log", shape: [1, 2], inputs: [[1, 2]] });
    expect(found!.weights).toContain("net.weight");
  });

  test("a training that detects anomalies names the operation that made a NaN, and learns as another one does", async () => {
    const model = defineModel({
      kind: "logarithm",
      networks: { net: sequential(flatten(), dense(2, { bias: false })) },
      settings: { batchSize: 4, learningRate: 1 },
      loss: ({ images }, { net }) => sumAll(log(add(net(images), 2))),
    });
    const source: BatchSource = {
      size: 8,
      channels: 3,
      batch: async (_, count) => ({ images: new Float32Array(count * 192).fill(0.01) }),
    };
    const lossesUntilNaN = async (detectAnomaly: boolean) => {
      const trainer = await createTrainer(model, source, { device: referenceDevice(), detectAnomaly });
      const losses: number[] = [];
      try {
        for (let step = 0; step < 50; step++) losses.push((await trainer.advance()).loss);
        throw new Error("no NaN");
      } catch (error) {
        return { losses, error: error as OmakaseError };
      } finally {
        trainer.dispose();
      }
    };
    const [plain, named] = [await lossesUntilNaN(false), await lossesUntilNaN(true)];
    expect(named.losses).toEqual(plain.losses);
    expect([plain.error.code, named.error.code]).toEqual(["diverged", "diverged"]);
    expect(plain.error.message).not.toContain("log");
    expect(named.error.message).toContain("first from log of [4, 2] to [4, 2], which reads the weights net.1.weight");
  });
});
