import { dcgan, dcganNetworks, gan, ganNetworks } from "../model/index.ts";
import * as ort from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { onnxDevice, type Ort } from "../device/index.ts";
import { random } from "../tensor/index.ts";
import { checkFrozen, withoutFrozen } from "../optim/index.ts";
import { createTrainer, type BatchSource } from "./trainer.ts";

const device = onnxDevice(ort as unknown as Ort, { threads: 1 });
const shape = { size: 8, channels: 3 as const };
const pictures: BatchSource = {
  ...shape,
  batch: async (step, count) => ({ images: random(step, "real").uniforms(count * 192, -1, 1) }),
};
const model = gan(ganNetworks({ ...shape, features: 4, latent: 4 }));
const settings = { batchSize: 4 };

describe("transferWeights", () => {
  test("copies the networks, not the optimizer", async () => {
    const old = await createTrainer(model, pictures, { device, settings });
    for (let step = 0; step < 3; step++) await old.advance();
    const { weights } = await old.snapshot();
    const anew = await createTrainer(model, pictures, { device, seed: 9, settings, start: weights });
    expect(anew.step).toBe(0);
    const begun = (await anew.snapshot()).weights;
    for (const [name, { values }] of begun)
      if (name.startsWith("optimizer."))
        expect(
          values.every((value) => value === 0),
          name,
        ).toBe(true);
      else if (!name.startsWith("augment.")) expect(values, name).toEqual(weights.get(name)!.values);
  });

  test("averaged weights start from the last ones if there are none", async () => {
    const unaveraged = dcgan(dcganNetworks({ ...shape, features: 4, latent: 4 }));
    const old = await createTrainer(unaveraged, pictures, { device, settings });
    const { weights } = await old.snapshot();
    const start = { device, settings: { ...settings, emaHalfLife: 0.1 }, start: weights };
    const begun = (await (await createTrainer(unaveraged, pictures, start)).snapshot()).weights;
    const average = [...begun].filter(([name]) => name.startsWith("average."));
    expect(average.length).toBeGreaterThan(0);
    for (const [name, { values }] of average)
      expect(values).toEqual(weights.get(name.slice("average.".length))!.values);
  });

  test("networks of other shapes are rejected with one sentence", async () => {
    const wide = gan(ganNetworks({ ...shape, features: 8, latent: 4 }));
    const { weights } = await (await createTrainer(wide, pictures, { device, settings })).snapshot();
    await expect(createTrainer(model, pictures, { device, settings, start: weights })).rejects.toMatchObject({
      code: "checkpoint",
      errorParts: { where: expect.stringMatching(/^(generator|discriminator)\./) },
    });
  });
});

describe("frozen layers", () => {
  const names = ["generator.0.weight", "generator.0.bias", "discriminator.0.weight", "discriminator.2.weight"];

  test("are named by network, by layer, or by a number of first layers", () => {
    expect(withoutFrozen(names, ["generator"])).toEqual(names.slice(2));
    expect(withoutFrozen(names, ["discriminator.2"])).toEqual(names.slice(0, 3));
    expect(withoutFrozen(names, ["discriminator:1"])).toEqual([...names.slice(0, 2), names[3]]);
    expect(withoutFrozen(names, ["generator:1", "discriminator:9"])).toEqual([]);
    expect(() => checkFrozen(names, ["discriminator:1", "generator.1"])).toThrow(/generator\.1/);
    expect(() => checkFrozen(names, ["discriminator:0"])).toThrow(/discriminator:0/);
  });

  test.each([
    ["simultaneous", "discriminator:1"],
    ["alternating", "discriminator"],
    ["alternating", "generator.0"],
  ] as const)("keep their values (%s, %s)", async (updates, frozen) => {
    const options = { device, settings: { ...settings, updates, frozen: [frozen] } };
    const trainer = await createTrainer(model, pictures, options);
    const before = (await trainer.snapshot()).weights;
    await trainer.advance();
    const after = (await trainer.snapshot()).weights;
    const parameters = [...after.keys()].filter((name) => /^(generator|discriminator)\..*(weight|bias)$/.test(name));
    const kept = parameters.filter((name) =>
      after.get(name)!.values.every((value, at) => value === before.get(name)!.values[at]),
    );
    const left = withoutFrozen(parameters, [frozen]);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter((name) => left.includes(name) && name.endsWith("weight"))).toEqual([]);
    expect(parameters.filter((name) => !left.includes(name)).every((name) => kept.includes(name))).toBe(true);
    expect(trainer.parameters).toBeLessThan((await createTrainer(model, pictures, { device, settings })).parameters);
  });
});
