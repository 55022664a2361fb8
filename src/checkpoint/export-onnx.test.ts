import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as ort from "onnxruntime-node";
import * as ortWeb from "onnxruntime-web";
import { describe, expect, test } from "vitest";
import { pythonWithModules } from "../../test/python-with-modules.ts";
import type { Attributes } from "../dataset/index.ts";
import { onnxDevice } from "../device/index.ts";
import { createSampler } from "../sample/index.ts";
import { type Layer, sequential } from "../nn/index.ts";
import {
  type Model,
  autoencoder,
  autoencoderNetworks,
  cgan,
  cganNetworks,
  dcgan,
  dcganNetworks,
  gan,
  ganNetworks,
  vae,
  vaeNetworks,
} from "../model/index.ts";
import { concatenate, random, slice, type Shape } from "../tensor/index.ts";
import { buildStep, initialWeights } from "../train/index.ts";

import { exportOnnx } from "./export-onnx.ts";

const picture = { size: 16, channels: 3 } as const;
const shape = { ...picture, features: 4, latent: 6 };
const count = 2;
const word = (text: string) => ({ name: text, label: { ja: text, en: text } });
const attributes: Attributes = {
  tags: [
    { ...word("hair"), kind: "category", choices: [word("black"), word("pink")] },
    { ...word("yaw"), kind: "number", choices: [], mean: 0, std: 20 },
  ],
};
/** Conditions of the images: pink and turned, then black and frontal. */
const conditions = [Float32Array.of(1, 0), Float32Array.of(30, 0)];
const models: [name: string, model: Model][] = [
  ["autoencoder", autoencoder(autoencoderNetworks(shape))],
  ["vae", vae(vaeNetworks(shape))],
  ["dcgan", dcgan(dcganNetworks(shape))],
  ["gan", gan(ganNetworks(shape))],
  ["cgan", cgan(cganNetworks({ ...shape, attributes }))],
];

/** A model with weights and running averages of its own, the averaged weights unlike the last ones. */
function trained(model: Model) {
  const weights = initialWeights(buildStep(model, picture, { ...model.settings, batchSize: 4 }), 1);
  const jittered = [...weights].map(
    ([name, { shape: size, values }]): [string, { shape: Shape; values: Float32Array }] => {
      const noise = random(5, name).uniforms(values.length);
      return [name, { shape: size, values: Float32Array.from(values, (value, at) => value + 0.05 + 0.1 * noise[at]) }];
    },
  );
  return new Map(jittered);
}

/** A file, random numbers for it, and what the painter draws with the same. */
async function drawn(model: Model, batch?: number) {
  const weights = trained(model);
  const ours = createSampler({ model, picture, weights, device: onnxDevice(ort, { threads: 1 }) });
  const expected = await ours.decode(ours.latents(7, count, { conditions }), count);
  ours.dispose();
  const told = [
    [0, 1, 1.5],
    [1, 0, 0],
  ];
  const z = Float32Array.from(
    Array.from({ length: count }, (_, at) => [
      ...random(7, "draw", at).normals(shape.latent),
      ...(model.kind === "cgan" ? told[at] : []),
    ]).flat(),
  );
  return { bytes: await exportOnnx(model, picture, weights, { batch, run: "お寿司" }), z, expected };
}

/** Runs the exported file in onnxruntime-web. */
async function inWeb(bytes: Uint8Array, z: Float32Array, width = shape.latent): Promise<ortWeb.Tensor> {
  const session = await ortWeb.InferenceSession.create(bytes, { executionProviders: ["wasm"] });
  expect(session.inputNames).toEqual(["z"]);
  expect(session.outputNames).toEqual(["picture"]);
  const dims = [z.length / width, width];
  const results = await session.run({ z: new ortWeb.Tensor("float32", z, dims) });
  await session.release();
  return results.picture;
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (value, at) => Math.abs(value - b[at])));
}

describe("an exported model", () => {
  test.each(models)("(%s) draws the same pictures in onnxruntime-web, one or many at a time", async (_, model) => {
    const { bytes, z, expected } = await drawn(model);
    const width = z.length / count;
    const all = await inWeb(bytes, z, width);
    expect(all.dims).toEqual([count, 3, 16, 16]);
    expect(Math.max(...expected) - Math.min(...expected), "the pictures are not flat").toBeGreaterThan(0.01);
    expect(largestDifference(all.data as Float32Array, expected)).toBeLessThan(1e-5);
    const last = await inWeb(bytes, z.subarray((count - 1) * width), width);
    expect(last.dims).toEqual([1, 3, 16, 16]);
    expect(largestDifference(last.data as Float32Array, expected.slice(-3 * 256))).toBeLessThan(1e-5);
  });

  test("takes a fixed number of pictures where one was asked for", async () => {
    const { bytes, z, expected } = await drawn(models[3][1], count);
    expect(largestDifference((await inWeb(bytes, z)).data as Float32Array, expected)).toBeLessThan(1e-5);
    await expect(inWeb(bytes, z.subarray(shape.latent))).rejects.toThrow(/dimensions|index: 0/i);
  });

  test("is refused when its network mixes pictures, unless their number is fixed", async () => {
    const networks = ganNetworks(shape);
    const rotated: Layer = (x) => {
      const [batch, ...rest] = x.shape;
      const first = slice(x, [0, 0, 0, 0], [1, ...rest]);
      return concatenate([slice(x, [1, 0, 0, 0], [batch - 1, ...rest]), first], 0);
    };
    const mixing = gan({ ...networks, generator: sequential(networks.generator, rotated) });
    const weights = trained(gan(ganNetworks(shape)));
    const renamed = new Map(
      [...weights].map(([name, value]) => [name.replace(/generator\./, "generator.0."), value] as const),
    );
    await expect(exportOnnx(mixing, picture, renamed)).rejects.toThrow("a network that treats every picture by itself");
    expect((await exportOnnx(mixing, picture, renamed, { batch: 2 })).length).toBeGreaterThan(1000);
  });

  const python = pythonWithModules("onnx", "onnxruntime", "numpy");
  test.skipIf(python === undefined)(
    "is valid for Python's onnx and draws the same in Python's onnxruntime",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "omakase-"));
      const script = `
import json, sys, numpy as np, onnx, onnxruntime
for name in sys.argv[2:]:
    path = f"{sys.argv[1]}/{name}"
    onnx.checker.check_model(onnx.load(path + ".onnx"), full_check=True)
    session = onnxruntime.InferenceSession(path + ".onnx", providers=["CPUExecutionProvider"])
    z = np.fromfile(path + ".z", np.float32).reshape(${count}, -1)
    session.run(["picture"], {"z": z})[0].tofile(path + ".pictures")
    print(json.dumps([[i.shape for i in session.get_inputs() + session.get_outputs()], session.get_modelmeta().custom_metadata_map]))`;
      const expectations = new Map<string, Float32Array>();
      for (const [name, model] of models) {
        const { bytes, z, expected } = await drawn(model);
        writeFileSync(join(folder, `${name}.onnx`), bytes);
        writeFileSync(join(folder, `${name}.z`), z);
        expectations.set(name, expected);
      }
      const { status, stderr, stdout } = spawnSync(python!, ["-c", script, folder, ...expectations.keys()], {
        encoding: "utf8",
      });
      expect(status, stderr).toBe(0);
      const [shapes, metadata] = JSON.parse(stdout.split("\n")[0]) as [unknown, Record<string, string>];
      expect(shapes).toEqual([
        ["batch", shape.latent],
        ["batch", 3, 16, 16],
      ]);
      expect(metadata).toMatchObject({ run: "お寿司", model: "autoencoder", latent: "6", size: "16", channels: "3" });
      for (const [name, expected] of expectations) {
        const pictures = new Float32Array(new Uint8Array(readFileSync(join(folder, `${name}.pictures`))).buffer);
        expect(largestDifference(pictures, expected), name).toBeLessThan(1e-5);
      }
      rmSync(folder, { recursive: true });
    },
  );
});
