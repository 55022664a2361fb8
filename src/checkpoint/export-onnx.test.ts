import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as ort from "onnxruntime-node";
import * as ortWeb from "onnxruntime-web";
import { describe, expect, test } from "vitest";
import { pythonWith } from "../../test/python.ts";
import { onnxDevice } from "../device/index.ts";
import { painter } from "../generate/index.ts";
import { autoencoderPreset, dcganPreset, ganPreset, vaePreset, type Model } from "../model/index.ts";
import { random, type Shape } from "../tensor/index.ts";
import { buildStep, defaultSettings, initialWeights } from "../trainer/index.ts";
import { exportOnnx } from "./export-onnx.ts";

const picture = { size: 16, channels: 3 } as const;
const shape = { ...picture, features: 4, latent: 6 };
const count = 2;
const models: [name: string, model: Model][] = [
  ["autoencoder", autoencoderPreset(shape)],
  ["vae", vaePreset(shape)],
  ["dcgan", dcganPreset(shape)],
  ["gan", ganPreset(shape)],
];

/** A model with weights and running averages of its own, the averaged weights unlike the last ones. */
function trained(model: Model) {
  const weights = initialWeights(buildStep(model, picture, { ...defaultSettings(model), batch: 4 }), 1);
  const jittered = [...weights].map(
    ([name, { shape: size, values }]): [string, { shape: Shape; values: Float32Array }] => {
      const noise = random(5, name).uniforms(values.length);
      return [name, { shape: size, values: Float32Array.from(values, (value, at) => value + 0.05 + 0.1 * noise[at]) }];
    },
  );
  return new Map(jittered);
}

/** A file's pictures for these latents, and those that the painter draws with them. */
async function drawn(model: Model) {
  const weights = trained(model);
  const ours = painter({ model, picture, weights, device: onnxDevice(ort, { threads: 1 }) });
  const latents = ours.latents(7, count);
  const expected = await ours.decode(latents, count);
  ours.dispose();
  return { bytes: exportOnnx(model, weights, { batch: count }), latents, expected };
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (value, at) => Math.abs(value - b[at])));
}

describe("an exported model", () => {
  test.each(models)("(%s) draws the same pictures in onnxruntime-web", async (_, model) => {
    const { bytes, latents, expected } = await drawn(model);
    const session = await ortWeb.InferenceSession.create(bytes, { executionProviders: ["wasm"] });
    expect(session.inputNames).toEqual(["z"]);
    expect(session.outputNames).toEqual(["pictures"]);
    const { pictures } = await session.run({ z: new ortWeb.Tensor("float32", latents, [count, shape.latent]) });
    await session.release();
    expect(pictures.dims).toEqual([count, 3, 16, 16]);
    expect(Math.max(...expected) - Math.min(...expected), "the pictures are not flat").toBeGreaterThan(0.01);
    expect(largestDifference(pictures.data as Float32Array, expected)).toBeLessThan(1e-5);
  });

  const python = pythonWith("onnx", "onnxruntime", "numpy");
  test.skipIf(python === undefined)(
    "is valid for Python's onnx and draws the same in Python's onnxruntime",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "omakase-"));
      const script = `
import sys, numpy as np, onnx, onnxruntime
for name in sys.argv[2:]:
    path = f"{sys.argv[1]}/{name}"
    onnx.checker.check_model(onnx.load(path + ".onnx"), full_check=True)
    session = onnxruntime.InferenceSession(path + ".onnx", providers=["CPUExecutionProvider"])
    z = np.fromfile(path + ".z", np.float32).reshape(${count}, ${shape.latent})
    session.run(["pictures"], {"z": z})[0].tofile(path + ".pictures")`;
      const expectations = new Map<string, Float32Array>();
      for (const [name, model] of models) {
        const { bytes, latents, expected } = await drawn(model);
        writeFileSync(join(folder, `${name}.onnx`), bytes);
        writeFileSync(join(folder, `${name}.z`), latents);
        expectations.set(name, expected);
      }
      const { status, stderr } = spawnSync(python!, ["-c", script, folder, ...expectations.keys()], {
        encoding: "utf8",
      });
      expect(status, stderr).toBe(0);
      for (const [name, expected] of expectations) {
        const pictures = new Float32Array(new Uint8Array(readFileSync(join(folder, `${name}.pictures`))).buffer);
        expect(largestDifference(pictures, expected), name).toBeLessThan(1e-5);
      }
      rmSync(folder, { recursive: true });
    },
  );
});
