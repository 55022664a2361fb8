import * as ort from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { onnxDevice, referenceDevice, type Device, type Ort } from "../../device/index.ts";
import { createRegistry, openScope, pix2pixPreset } from "../../model/index.ts";
import { input, random } from "../../tensor/index.ts";
import { createTrainer, type Pictures } from "../trainer.ts";

const onnx = onnxDevice(ort as unknown as Ort, { threads: 1 });
const size = 8;
const model = pix2pixPreset({ size, channels: 3, inputChannels: 1, features: 4 });

/** Pairs whose target is the input in other colours: bright where that is dark. */
function negatives(different: number, side = size): Pictures {
  const pair = (seed: number) => {
    const given = new Float32Array(side * side);
    const [cx, cy] = random(seed, "blob").uniforms(2);
    given.forEach((_, at) => {
      const [y, x] = [Math.floor(at / side), at % side];
      given[at] = Math.hypot(x / side - cx, y / side - cy) < 0.3 ? 1 : -1;
    });
    const real = Float32Array.from({ length: 3 * side * side }, (_, at) => -0.8 * given[at % (side * side)]);
    return { given, real };
  };
  return {
    size: side,
    channels: 3,
    async batch(step, count) {
      const real = new Float32Array(count * 3 * side * side);
      const given = new Float32Array(count * side * side);
      for (let at = 0; at < count; at++) {
        const one = pair((step * count + at) % different);
        real.set(one.real, at * one.real.length);
        given.set(one.given, at * one.given.length);
      }
      return { real, given };
    },
  };
}

describe("a translation step", () => {
  test("does on the CPU what the reference does, with every kind of loss", async () => {
    const after = async (device: Device, adversarial: "standard" | "relativistic") => {
      const settings = { batch: 2, rate: 1e-4, adversarial, ...(adversarial === "relativistic" && { penalty: 1 }) };
      const trainer = await createTrainer(model, negatives(8), { device, seed: 3, settings });
      return [await trainer.advance(), await trainer.advance()];
    };
    for (const adversarial of ["standard", "relativistic"] as const) {
      const [expected, got] = [await after(referenceDevice(), adversarial), await after(onnx, adversarial)];
      expect(Object.keys(expected[0])).toContain("reconstruction");
      for (const at of [0, 1])
        for (const [name, value] of Object.entries(expected[at]))
          expect(Math.abs(got[at][name] - value), name).toBeLessThan(1e-3 * Math.max(1, Math.abs(value)));
    }
  });

  test("goes on from a snapshot to the very same bytes", async () => {
    const options = { device: onnx, seed: 5, settings: { batch: 2 } };
    const straight = await createTrainer(model, negatives(8), options);
    for (let step = 0; step < 4; step++) await straight.advance();
    const first = await createTrainer(model, negatives(8), options);
    for (let step = 0; step < 2; step++) await first.advance();
    const second = await createTrainer(model, negatives(8), { ...options, from: await first.snapshot() });
    for (let step = 0; step < 2; step++) await second.advance();
    const [a, b] = [await straight.snapshot(), await second.snapshot()];
    for (const [name, { values }] of a.weights) expect(b.weights.get(name)!.values, name).toEqual(values);
  });

  test("learns one pair by heart", async () => {
    const settings = { batch: 1, rate: 2e-3 };
    const pictures = negatives(1);
    const trainer = await createTrainer(model, pictures, { device: onnx, seed: 1, settings });
    const first = (await trainer.advance()).reconstruction;
    for (let step = 0; step < 120; step++) await trainer.advance();
    const { real, given } = await pictures.batch(0, 1);
    const x = input("x", [1, 1, size, size]);
    const y = model.generator(x, openScope(createRegistry(), "generator", { training: false })); // without dropout
    const program = await onnx.compile({ outputs: { y }, updates: new Map() });
    const output = await program.run(onnx.upload((await trainer.snapshot()).weights), { x: given! }).y.read();
    const difference = real.reduce((sum, value, at) => sum + Math.abs(output[at] - value), 0) / real.length;
    expect(difference).toBeLessThan(0.15 * first);
  });

  test("both networks cannot learn together from patches", async () => {
    const settings = { batch: 1, updates: "together" } as const;
    await expect(createTrainer(model, negatives(1), { device: onnx, settings })).rejects.toMatchObject({
      code: "option",
      complaint: { where: "updates" },
    });
  });

  test("works at 256 px: every weight gets a gradient", async () => {
    const large = pix2pixPreset({ size: 256, channels: 3, inputChannels: 1, features: 1 });
    const settings = { batch: 1, optimizer: { name: "sgd" }, rate: 0.1 } as const;
    const trainer = await createTrainer(large, negatives(1, 256), { device: onnx, seed: 1, settings });
    const before = (await trainer.snapshot()).weights;
    const metrics = await trainer.advance();
    expect(Object.values(metrics).every(Number.isFinite)).toBe(true);
    const still = [...(await trainer.snapshot()).weights]
      .filter(
        ([name, { values }]) => name.endsWith("weight") && values.every((v, at) => v === before.get(name)!.values[at]),
      )
      .map(([name]) => name);
    expect(still).toEqual([]);
  });
});
