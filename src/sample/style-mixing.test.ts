import * as ort from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { onnxDevice } from "../device/index.ts";
import {
  autoencoder,
  type Model,
  cgan,
  cganNetworks,
  classicCganNetworks,
  dcgan,
  dcganNetworks,
  gan,
  ganNetworks,
  vae,
  vaeNetworks,
} from "../model/index.ts";
import { dense, flatten, reshape, sequential } from "../nn/index.ts";
import { random } from "../tensor/index.ts";
import { buildStep, initialWeights } from "../train/index.ts";

import { createSampler } from "./sampler.ts";

const size = 16;
const picture = { size, channels: 3 } as const;
const shape = { ...picture, features: 8, latent: 6 };
const label = { ja: "色", en: "colour" };
const attributes = {
  tags: [{ name: "colour", label, kind: "category" as const, choices: ["a", "b"].map((name) => ({ name, label })) }],
};

function samplerOf(model: Model) {
  const weights = initialWeights(buildStep(model, picture, model.settings), 1);
  const examples = [Float32Array.of(0, 1)];
  return createSampler({ model, picture, weights, device: onnxDevice(ort, { threads: 1 }), examples });
}
/** Returns the difference of two images per row of pixels. */
const rowChange = (a: Float32Array, b: Float32Array, row: number) => {
  let sum = 0;
  for (let channel = 0; channel < 3; channel++)
    for (let column = 0; column < size; column++) {
      const at = (channel * size + row) * size + column;
      sum += Math.abs(a[at] - b[at]);
    }
  return sum;
};

const banded: [string, Model][] = [
  ["gan", gan(ganNetworks(shape))],
  ["dcgan", dcgan(dcganNetworks(shape))],
  ["vae", vae(vaeNetworks(shape))],
];

describe.each([
  ...banded,
  ["cgan", cgan(cganNetworks({ ...shape, attributes }))],
  ["classic cgan", cgan(classicCganNetworks({ ...shape, attributes, blocks: 1, size: 16 }))],
] as [string, Model][])("%s", (_, model) => {
  test("equal latents in all layers give the image of the plain network", async () => {
    const sampler = samplerOf(model);
    const latent = sampler.latents(1, 1);
    const whole = await sampler.decode(latent, 1);
    const divided = await sampler.decodePoints([{ latent: sampler.layers.flatMap(() => [...latent]) }]);
    whole.forEach((value, at) => expect(divided[at]).toBeCloseTo(value, 5));
    sampler.dispose();
  });
});

test.each(banded)("a band of a %s is about as high in the picture as in the first grid", async (_, model) => {
  const sampler = samplerOf(model);
  expect(sampler.layers.map(({ name }) => name)).toEqual(["top", "upper", "lower", "bottom"]);
  const [a, b] = [1, 2].map((seed) => sampler.latents(seed, 1));
  const draw = (...layers: Float32Array[]) => sampler.decodePoints([{ latent: layers.flatMap((layer) => [...layer]) }]);
  const own = await draw(a, a, a, a);
  const changed = await draw(b, a, a, a);
  expect(rowChange(own, changed, 0)).toBeGreaterThan(0.001);
  expect(rowChange(own, changed, size - 1)).toBe(0);
  sampler.dispose();
});

test("cgan: every stage takes its own latent", async () => {
  const sampler = samplerOf(cgan(cganNetworks({ ...shape, attributes })));
  expect(sampler.layers.map(({ name }) => name)).toEqual(["4px", "8px"]);
  const [a, b] = [1, 2].map((seed) => sampler.latents(seed, 1));
  const draw = async (...layers: Float32Array[]) => {
    return (await sampler.decodePoints([{ latent: layers.flatMap((layer) => [...layer]) }])).join();
  };
  const four = await Promise.all([draw(a, a), draw(a, b), draw(b, a), draw(b, b)]);
  expect(new Set(four).size).toBe(4);
  sampler.dispose();
});

test("a network without feature maps is cut at its image", async () => {
  const flat = sequential(dense(3 * size ** 2), reshape(3 * size ** 2, 1, 1), reshape(3, size, size));
  const model = autoencoder({ encoder: sequential(flatten(), dense(6)), decoder: flat, latent: 6 });
  const weights = initialWeights(buildStep(model, picture, model.settings), 1);
  const sampler = createSampler({ model, picture, weights, device: onnxDevice(ort, { threads: 1 }) });
  expect(sampler.layers).toHaveLength(4);
  const [a, b] = [1, 2].map((seed) => random(seed, "latent").normals(6));
  const mixed = { latent: [a, a, a, b].flatMap((layer) => [...layer]) };
  const [own, changed] = [await sampler.decode(a, 1), await sampler.decodePoints([mixed])];
  expect(rowChange(own, changed, 11)).toBe(0);
  expect(rowChange(own, changed, 12)).toBeGreaterThan(0.001);
  sampler.dispose();
});
