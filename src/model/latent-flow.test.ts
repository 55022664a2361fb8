import * as ort from "onnxruntime-node";
import { expect, test } from "vitest";
import { attributeMask, encodeAttributes, type Attributes } from "../dataset/index.ts";
import { onnxDevice, referenceDevice, type Device, type Ort } from "../device/index.ts";
import { createRegistry, openScope, selectWeights } from "../nn/index.ts";
import { createSampler } from "../sample/index.ts";
import { graphSources, input, random, reshape } from "../tensor/index.ts";
import { createTrainer, type BatchSource, type Metrics, type Snapshot } from "../train/index.ts";
import { latentFlow, latentFlowNetworks } from "./latent-flow.ts";
import { restoreModel, storeModel } from "./stored-model.ts";

const onnx = onnxDevice(ort as unknown as Ort, { threads: 2 });
const shape = { size: 16, channels: 3 as const };
const label = (name: string) => ({ name, label: { ja: name, en: name } });
const attributes: Attributes = {
  tags: [{ ...label("bright"), kind: "binary", choices: [label("no"), label("yes")] }],
};
const different = 64;

/** Images of one random colour each; half of them are bright. */
function imageOf(row: number): number[] {
  const colour = random(row, "colour").uniforms(3);
  const level = row % 2 === 0 ? 0.4 : -0.9;
  return Array.from({ length: 3 * 256 }, (_, at) => level + 0.5 * colour[Math.floor(at / 256)]);
}

const load = async (rows: ArrayLike<number>) => Float32Array.from(Array.from(rows).flatMap((row) => imageOf(row)));
const rowsAt = (step: number, count: number) =>
  Uint32Array.from({ length: count }, (_, at) => (step * count + at) % different);
const labelsOf = (rows: Uint32Array) => {
  const values = [Array.from(rows, (row) => 1 - (row % 2))];
  return { attributes: encodeAttributes(attributes, values), attributeMask: attributeMask(attributes, values) };
};
const source: BatchSource = {
  ...shape,
  batch: async (step, count) => ({ images: await load(rowsAt(step, count)), ...labelsOf(rowsAt(step, count)) }),
  all: {
    count: different,
    load,
    choose: async (step, count) => ({ rows: rowsAt(step, count), ...labelsOf(rowsAt(step, count)) }),
  },
};
const networks = latentFlowNetworks({ ...shape, features: 4, latent: 32, attributes });
const model = latentFlow({ ...networks, stageFractions: { autoencoder: 0.1, sharpen: 0.4 } });

interface TrainOptions {
  /** Steps of the whole training. */
  readonly of?: number;
  readonly from?: Snapshot;
}

async function train(device: Device, steps: number, { of = 10, from }: TrainOptions = {}) {
  const settings = { totalImages: of * model.settings.batchSize };
  const trainer = await createTrainer(model, source, { device, seed: 3, from, settings });
  const [stages, metrics]: [string[], Metrics[]] = [[], []];
  while (trainer.step < steps) {
    stages.push(trainer.stage);
    metrics.push(await trainer.advance());
  }
  const snapshot = await trainer.snapshot();
  trainer.dispose();
  return { stages, metrics, snapshot };
}

test("latent flow: each stage trains its own networks, alike on two devices", { timeout: 120_000 }, async () => {
  const [wanted, got] = [await train(referenceDevice(), 6), await train(onnx, 6)];
  expect(wanted.stages).toEqual(["autoencoder", ...Array(4).fill("sharpen"), "flow"]);
  expect(Object.keys(wanted.metrics[5]).sort()).toEqual([
    ...["flow.attributes", "flow.gradientNorm", "flow.loss", "flow.matching"],
    ...["reader.attributes", "reader.gradientNorm", "reader.loss"],
  ]);
  for (const [at, metrics] of wanted.metrics.entries())
    for (const [name, value] of Object.entries(metrics))
      if (name !== "accuracy")
        // of near ties
        expect(Math.abs(got.metrics[at][name] - value), name).toBeLessThan(2e-3 * Math.max(1, value));
});

test("latent flow: resumes bit-exactly inside and between stages", { timeout: 120_000 }, async () => {
  const whole = await train(onnx, 10);
  for (const step of [1, 4, 7, 9]) {
    const { snapshot } = await train(onnx, step);
    const resumed = await train(onnx, 10, { from: snapshot });
    for (const [name, { values }] of whole.snapshot.weights)
      expect(resumed.snapshot.weights.get(name)!.values, `${name}, from ${step}`).toEqual(values);
  }
});

test(
  "latent flow: encode undoes the flow, embed does not, and attributes decide what is drawn",
  { timeout: 300_000 },
  async () => {
    const { snapshot } = await train(onnx, 400, { of: 400 });
    const sampler = createSampler({ model, picture: shape, weights: snapshot.weights, device: onnx });
    const images = await load(rowsAt(0, 16));
    const code = await sampler.encode(images, 16);
    const flowed = await sampler.decode(code, 16);
    const plain = await autoencoded(images, snapshot);
    const worst = (one: Float32Array, other: ArrayLike<number>) =>
      one.reduce((most, value, at) => Math.max(most, Math.abs(value - other[at])), 0);
    expect(worst(flowed, plain)).toBeLessThan(0.02);
    const mean = flowed.reduce((sum, value, at) => sum + Math.abs(value - images[at]), 0) / images.length;
    expect(mean).toBeLessThan(0.2); // it has learned to reconstruct; an untrained one is at 0.7

    for (let row = 0; row < 16; row++) expect(Math.sign(code[row * sampler.latent + 32])).toBe(row % 2 === 0 ? 1 : -1);
    const places = await sampler.embed(images, 16);
    expect(places).toHaveLength(16 * 32);
    for (let row = 0; row < 16; row++) expect(nearest(places, 32, row) % 2, `neighbour of ${row}`).toBe(row % 2);
    const picture = { picture: shape, weights: snapshot.weights, device: onnx };
    const restored = createSampler({ model: restoreModel(storeModel(model, shape)), ...picture });
    expect(await restored.embed(images, 16)).toEqual(places);
    restored.dispose();
    const draw = async (bright: number) => {
      const conditions = [new Float32Array(16).fill(bright)];
      const drawn = await sampler.decode(sampler.latents(5, 16, { conditions }), 16);
      return drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    };
    const [dark, bright] = [await draw(0), await draw(1)];
    expect(bright - dark).toBeGreaterThan(0.9); // 1.3 in the training images
    sampler.dispose();
  },
);

/** Returns the row that is nearest to another one. */
function nearest(rows: Float32Array, width: number, from: number): number {
  const distance = (to: number) =>
    rows.subarray(to * width, (to + 1) * width).reduce((sum, x, at) => sum + (x - rows[from * width + at]) ** 2, 0);
  const others = Array.from({ length: rows.length / width }, (_, row) => row).filter((row) => row !== from);
  return others.reduce((best, row) => (distance(row) < distance(best) ? row : best));
}

/** Reconstructs images by encoder and decoder alone. */
async function autoencoded(images: Float32Array, { weights }: Snapshot): Promise<ArrayLike<number>> {
  const scope = openScope(createRegistry(), "", { training: false });
  const latents = networks.encoder(input("x", [16, 3, 16, 16]), scope.child("encoder"));
  const y = networks.decoder(reshape(latents, [16, ...networks.grid]), scope.child("decoder"));
  const graph = { outputs: { y }, updates: new Map() };
  const program = await onnx.compile(graph);
  const state = onnx.upload(selectWeights(weights, [...graphSources(graph).states.keys()]));
  return program.run(state, { x: images }).y.read();
}

test("latent flow: a latent that does not fill the grid is refused in one sentence", () => {
  expect(() => latentFlowNetworks({ ...shape, features: 4, latent: 40 })).toThrow(
    "latent: expected a multiple of 16, got 40. Give 256, for example.",
  );
});
