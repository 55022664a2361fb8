/**
 * Compares one whole training step with the same weights, moments, images and noise: the reference device with PyTorch in
 * float64, then ONNX Runtime and WebGPU with the reference device.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as ort from "onnxruntime-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  attributeMask,
  encodedWidth,
  encodedTagWidth,
  encodeAttributes,
  type Attributes,
} from "../../src/dataset/index.ts";
import { onnxDevice, referenceDevice, type Device, type Values, type Weights } from "../../src/device/index.ts";
import { conv, dense, flatten, leakyRelu, relu, reshape, sequential, tanh, upConv } from "../../src/nn/index.ts";
import {
  gan,
  type Model,
  vae,
  cgan,
  cganNetworks,
  dcgan,
  dcganNetworks,
  pix2pix,
  pix2pixNetworks,
} from "../../src/model/index.ts";
import { random, sizeOf } from "../../src/tensor/index.ts";
import { buildStep, createTrainer } from "../../src/train/index.ts";
import { type Settings } from "../../src/model/index.ts";
import { isNightly } from "../nightly.ts";
import { nodeGpu } from "../node-gpu.ts";
import { pythonWithModules } from "../python-with-modules.ts";
import { relativeDistance } from "../device-suite/relative-distance.ts";
import { decodeNumbers, encodeNumbers } from "./encode-numbers.ts";

const python = pythonWithModules("torch");
const gpu = await nodeGpu();
afterAll(() => gpu?.dispose());
const script = fileURLToPath(new URL("fixture.py", import.meta.url));
const seed = 1;
const completedSteps = 4; // after a few steps the bias correction of the moments is not trivial
const batchSize = 4;

interface ParityCase {
  readonly model: Model;
  readonly size: number;
  readonly settings: Settings & { readonly optimizer: { readonly name: "adam"; readonly beta1: number } };
  /** Name and width of the latents that a step draws. */
  readonly noise?: { readonly name: string; readonly width: number };
}

const smallGan = gan({
  latent: 16,
  generator: sequential(
    dense(256),
    reshape(16, 4, 4),
    leakyRelu(),
    upConv(12),
    leakyRelu(),
    upConv(8),
    leakyRelu(),
    upConv(3),
    tanh(),
  ),
  discriminator: sequential(
    conv(8, { stride: 2 }),
    leakyRelu(),
    conv(10),
    leakyRelu(),
    conv(12, { stride: 2 }),
    leakyRelu(),
    conv(16, { stride: 2 }),
    leakyRelu(),
    flatten(),
    dense(1),
  ),
});
const ganSettings = {
  batchSize,
  learningRate: 5e-4,
  warmUpImages: 0,
  optimizer: { name: "adam", beta1: 0, beta2: 0.99 },
  adversarial: "relativistic",
  weights: { gradientPenalty: 2 },
  emaHalfLife: 0.05,
} as const;
const ganNoise = { name: "latent", width: 16 };

const labelledName = (text: string) => ({ name: text, label: { ja: text, en: text } });
const attributes: Attributes = {
  tags: [
    { ...labelledName("glasses"), kind: "binary", choices: [labelledName("no"), labelledName("yes")] },
    {
      ...labelledName("hair"),
      kind: "category",
      choices: [labelledName("black"), labelledName("blond"), labelledName("pink")],
    },
    { ...labelledName("yaw"), kind: "number", choices: [], mean: 5, std: 20 },
  ],
};
/** Attribute values of a batch, some unknown, `[tag][image]`. */
const values = [
  [0, 1, Number.NaN, 1],
  [2, Number.NaN, 0, 1],
  [-30, 12, 60, Number.NaN],
];

const parityCases: Record<string, ParityCase> = {
  dcgan: {
    model: dcgan(dcganNetworks({ size: 64, channels: 3, features: 8, latent: 100 })),
    size: 64,
    settings: {
      batchSize,
      learningRate: 2e-4,
      optimizer: { name: "adam", beta1: 0.5, beta2: 0.999 },
      adversarial: "standard",
      weights: {},
    },
    noise: { name: "latent", width: 100 },
  },
  "gan alternating": {
    model: smallGan,
    size: 32,
    settings: { ...ganSettings, updates: "alternating", penaltyFraction: 1 },
    noise: ganNoise,
  },
  "gan simultaneous": {
    model: smallGan,
    size: 32,
    settings: { ...ganSettings, updates: "simultaneous", penaltyFraction: 0.5 },
    noise: ganNoise,
  },
  cgan: {
    model: cgan(cganNetworks({ size: 32, channels: 3, features: 4, latent: 16, attributes })),
    size: 32,
    settings: {
      ...ganSettings,
      updates: "simultaneous",
      penaltyFraction: 0.5,
      weights: { gradientPenalty: 2, discriminatorAttributes: 0.7, generatorAttributes: 0.4, hardAttributes: 0 },
    },
    noise: ganNoise,
  },
  pix2pix: {
    model: pix2pix(pix2pixNetworks({ size: 16, channels: 3, inputChannels: 1, features: 4 })),
    size: 16,
    settings: {
      batchSize,
      learningRate: 2e-4,
      optimizer: { name: "adam", beta1: 0.5, beta2: 0.999 },
      adversarial: "standard",
      weights: { reconstruction: 100 },
      emaHalfLife: 0.05,
    },
  },
  vae: {
    model: vae({
      latent: 6,
      encoder: sequential(
        conv(8, { stride: 2 }),
        leakyRelu(),
        conv(12, { stride: 2 }),
        leakyRelu(),
        conv(16, { stride: 2 }),
        leakyRelu(),
        flatten(),
      ),
      decoder: sequential(
        dense(256),
        reshape(16, 4, 4),
        relu(),
        upConv(12),
        relu(),
        upConv(8),
        relu(),
        upConv(3),
        tanh(),
      ),
    }),
    size: 32,
    settings: { batchSize, learningRate: 1e-3, optimizer: { name: "adam", beta1: 0.9, beta2: 0.999 }, weights: {} },
    noise: { name: "posterior", width: 6 },
  },
};

/** Results of a step: states, `gradient.NAME` of each parameter, `metric.NAME`. */
type Outcome = ReadonlyMap<string, Values>;

describe.each(Object.keys(parityCases))("one training step of %s", (kind) => {
  let reference: Outcome;
  beforeAll(async () => {
    reference = await trainOneStep(parityCases[kind], referenceDevice());
  });

  it.skipIf(!python)(
    "the reference device matches PyTorch in float64 to 1e-9",
    async () => {
      expect(differencesAbove(reference, (await pytorchOutcomes()).get(kind)!, 1e-9)).toEqual([]);
    },
    120_000,
  );

  it("ONNX Runtime matches the reference device to 1e-4", async () => {
    expect(
      differencesAbove(await trainOneStep(parityCases[kind], onnxDevice(ort, { threads: 1 })), reference, 1e-4),
    ).toEqual([]);
  });

  // A software adapter compiles shaders for minutes, so `npm test` trains on WebGPU in a page alone.
  if (isNightly)
    it.skipIf(!gpu)("a GPU matches the reference device to 1e-4", async () => {
      expect(differencesAbove(await trainOneStep(parityCases[kind], gpu!), reference, 1e-4)).toEqual([]);
    });
});

function parityImages({ size }: ParityCase) {
  const images = random(seed, "pictures").uniforms(batchSize * 3 * size * size, -1, 1);
  const inputs = random(seed, "inputs").uniforms(batchSize * size * size, -1, 1);
  const tags = { attributes: encodeAttributes(attributes, values), attributeMask: attributeMask(attributes, values) };
  return { size, channels: 3, batch: async () => ({ images, inputs, ...tags }) } as const;
}

/** Draws the uniform numbers of the dropout masks. */
function dropoutOf(parityCase: ParityCase): Weights {
  const { noise } = buildStep(parityCase.model, parityImages(parityCase), parityCase.settings).registry;
  return new Map(
    [...noise]
      .filter(([, { kind }]) => kind === "uniform")
      .map(([name, { tensor }]) => {
        const values = random(seed, name, completedSteps).uniforms(sizeOf(tensor.shape));
        return [name, { shape: tensor.shape, values }];
      }),
  );
}

/** Creates initial weights and perturbs all zeros and ones. */
async function startWeights(parityCase: ParityCase): Promise<Weights> {
  const { model, settings } = parityCase;
  const trainer = await createTrainer(model, parityImages(parityCase), { device: referenceDevice(), seed, settings });
  const { weights } = await trainer.snapshot();
  return new Map([...weights].map(([name, { shape, values }]) => [name, { shape, values: perturbed(name, values) }]));
}

function perturbed(name: string, values: Values): Values {
  const noise = random(seed, `moved ${name}`).normals(values.length);
  const [kind] = name.split(".").slice(-1);
  return Float32Array.from(values, (value, at) => {
    if (kind === "first") return 0.01 * noise[at];
    if (kind === "second") return 1e-4 * (0.1 + Math.abs(noise[at]));
    if (kind === "variance") return value + Math.abs(noise[at]);
    return kind === "weight" ? value : value + 0.1 * noise[at];
  });
}

/** Runs one step with the library's trainer. */
async function trainOneStep(parityCase: ParityCase, device: Device): Promise<Outcome> {
  const { model, settings } = parityCase;
  const weights = await startWeights(parityCase);
  const from = { step: completedSteps, weights };
  const trainer = await createTrainer(model, parityImages(parityCase), { device, seed, settings, from });
  const metrics = await trainer.advance();
  const after = new Map([...(await trainer.snapshot()).weights].map(([name, { values }]) => [name, values]));
  trainer.dispose();
  const { beta1 } = settings.optimizer;
  const gradients = [...after]
    .filter(([name]) => name.startsWith("optimizer.") && name.endsWith(".first"))
    .map(([name, first]): [string, Values] => {
      const before = weights.get(name)!.values; // first' = β₁ · first + (1 − β₁) · gradient
      const gradient = Float64Array.from(first, (value, at) => (value - beta1 * before[at]) / (1 - beta1));
      return [name.replace(/^optimizer/, "gradient").replace(/\.first$/, ""), gradient];
    });
  const measured = Object.entries(metrics).map(([name, value]) => [`metric.${name}`, Float64Array.of(value)] as const);
  return new Map([...after, ...gradients, ...measured]);
}

let pendingOutcomes: Promise<Map<string, Outcome>> | undefined;

/** Runs the steps of all cases in PyTorch, in one process, as its start takes longest. */
function pytorchOutcomes(): Promise<Map<string, Outcome>> {
  return (pendingOutcomes ??= runPytorch());
}

async function runPytorch(): Promise<Map<string, Outcome>> {
  const folder = mkdtempSync(join(tmpdir(), "omakase-parity-"));
  try {
    const files = Object.keys(parityCases).map((kind) => join(folder, kind.replaceAll(" ", "-")));
    for (const [at, [kind, parityCase]] of Object.entries(parityCases).entries()) {
      const { size, settings, noise } = parityCase;
      const { images, inputs, ...tags } = await parityImages(parityCase).batch();
      const groups = attributes.tags.map((tag) => [tag.kind, encodedTagWidth(tag)]);
      const tensors = new Map([...(await startWeights(parityCase)), ...dropoutOf(parityCase)])
        .set("images", { shape: [batchSize, 3, size, size], values: images })
        .set("inputs", { shape: [batchSize, 1, size, size], values: inputs })
        .set("attributes", { shape: [batchSize, encodedWidth(attributes)], values: tags.attributes })
        .set("attributeMask", { shape: [batchSize, encodedWidth(attributes)], values: tags.attributeMask });
      if (noise) {
        const latents = random(seed, noise.name, completedSteps).normals(batchSize * noise.width);
        tensors.set("noise", { shape: [batchSize, noise.width], values: latents });
      }
      writeFileSync(
        files[at],
        encodeNumbers(tensors, {
          ...settings,
          kind: kind.split(" ")[0],
          stepsDone: completedSteps,
          attributes: groups,
        }),
      );
    }
    await promisify(execFile)(python!, [script, ...files]);
    return new Map(
      Object.keys(parityCases).map((kind, at) => [
        kind,
        decodeNumbers(new Uint8Array(readFileSync(`${files[at]}.after`))),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Lists the names whose values differ by more than `allowed`, or that only one side has. */
function differencesAbove(got: Outcome, wanted: Outcome, allowed: number): string[] {
  return [...new Set([...got.keys(), ...wanted.keys()])].flatMap((name) => {
    const [a, b] = [got.get(name), wanted.get(name)];
    if (!a || !b) return [`${name} is missing`];
    // The last bias of a relativistic discriminator has no gradient: in float64 that is 0 but for rounding.
    const distance = relativeDistance(
      a,
      Float64Array.from(b, (value) => (Math.abs(value) < 1e-16 ? 0 : value)),
    );
    return distance <= allowed ? [] : [`${name}: ${distance}`];
  });
}
