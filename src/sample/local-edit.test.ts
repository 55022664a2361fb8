import * as ort from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { onnxDevice } from "../device/index.ts";
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
import { random } from "../tensor/index.ts";
import { buildStep, initialWeights } from "../train/index.ts";

import type { LatentPoint } from "./latent-point.ts";
import { createSampler } from "./sampler.ts";

const size = 32;
const picture = { size, channels: 3 } as const;
const shape = { ...picture, features: 4, latent: 6 };
const count = 3;
const label = { ja: "色", en: "colour" };
const attributes = {
  tags: [{ name: "colour", label, kind: "category" as const, choices: ["a", "b"].map((name) => ({ name, label })) }],
};

function samplerOf(model: Model) {
  const weights = initialWeights(buildStep(model, picture, model.settings), 1);
  const examples = [Float32Array.of(0, 1)];
  return createSampler({ model, picture, weights, device: onnxDevice(ort, { threads: 1 }), examples });
}

const partsWhere = (holds: (column: number) => boolean) =>
  Array.from({ length: 64 }, (_, part) => Number(holds(part % 8)));
const left = partsWhere((column) => column < 4);
const right = partsWhere((column) => column >= 4);

/** Adds the local edits of these masks to points, each by an offset of `[count, noiseSize]`. */
function edited(points: readonly LatentPoint[], masks: readonly number[][], offsets: Float32Array): LatentPoint[] {
  const size = offsets.length / points.length;
  return points.map((point, at) => ({
    ...point,
    localEdits: masks.map((mask) => ({ mask, noiseOffset: [...offsets.subarray(at * size, (at + 1) * size)] })),
  }));
}

/** Returns the largest difference of two images in the pixel columns `from` … `to − 1`. */
function apart(some: Float32Array, others: Float32Array, from: number, to: number): number {
  let most = 0;
  some.forEach((value, at) => {
    if (at % size >= from && at % size < to) most = Math.max(most, Math.abs(value - others[at]));
  });
  return most;
}

const plain: [string, Model][] = [
  ["ae", autoencoder(autoencoderNetworks(shape))],
  ["vae", vae(vaeNetworks(shape))],
  ["dcgan", dcgan(dcganNetworks(shape))],
  ["gan", gan(ganNetworks(shape))],
];

describe.each(plain)("%s", (_, model) => {
  test("an edit changes its region alone; edits of all regions give the image of the moved latent", async () => {
    const sampler = samplerOf(model);
    const latents = sampler.latents(1, count);
    const noiseOffset = random(2, "added")
      .normals(count * sampler.noiseSize)
      .map((value) => 20 * value); // untrained ones change little
    const still = await sampler.decode(latents, count);
    const whole = await sampler.decode(
      latents.map((value, at) => value + noiseOffset[at]),
      count,
    );
    const points = sampler.points(1, count);
    const half = await sampler.decodePoints(edited(points, [left], noiseOffset));
    expect(apart(half, still, 24, size)).toBeLessThan(1e-6);
    expect(apart(half, whole, 0, 8)).toBeLessThan(1e-5);
    expect(apart(half, still, 0, 8)).toBeGreaterThan(1e-3);
    const both = await sampler.decodePoints(edited(points, [left, right], noiseOffset));
    expect(apart(both, whole, 0, size)).toBeLessThan(1e-5);
    expect(await sampler.decodePoints(edited(points, [], noiseOffset))).toEqual(still);
    sampler.dispose();
  });
});

test("cgan: an edit changes its region alone and leaves the condition", async () => {
  const sampler = samplerOf(cgan(cganNetworks({ ...shape, attributes })));
  const latents = sampler.latents(1, count);
  const noiseOffset = random(2, "added").normals(count * sampler.noiseSize);
  const still = await sampler.decode(latents, count);
  const half = await sampler.decodePoints(edited(sampler.points(1, count), [left], noiseOffset));
  expect(apart(half, still, 24, size)).toBeLessThan(1e-6);
  expect(apart(half, still, 0, 8)).toBeGreaterThan(1e-4);
  sampler.dispose();
});
