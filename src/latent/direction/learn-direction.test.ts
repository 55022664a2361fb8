import * as ort from "onnxruntime-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { onnxDevice, type Weights } from "../../device/index.ts";
import { createSampler, latentPoints, render, type LatentPoint } from "../../sample/index.ts";
import { loadFeatureWeights } from "../../feature/index.ts";
import { dense, flatten, reshape, sequential, tanh } from "../../nn/index.ts";
import { vae } from "../../model/index.ts";
import { nodeHost } from "../../node/index.ts";
import { directionEdit } from "./direction-edit.ts";
import type { Direction } from "./direction.ts";
import { learnDirection } from "./learn-direction.ts";
import { pullbackMetric } from "./pullback-metric.ts";
import { ganspaceDirections, hasSefaDirections, sefaDirections } from "./unsupervised-directions.ts";

const size = 16;
const latent = 4;

/**
 * A model that one can look through: the first number of a latent brightens the upper left quarter, the second, four times
 * as strongly, the lower half; the third a little of both, the last nothing.
 */
const strengths = [
  (x: number, y: number) => (x < 8 && y < 8 ? 0.25 : 0),
  (_: number, y: number) => (y >= 8 ? 1 : 0),
  () => 0.05,
  () => 0,
];
const values = new Float32Array(size * size * latent);
for (let y = 0; y < size; y++)
  for (let x = 0; x < size; x++)
    strengths.forEach((strength, axis) => (values[(y * size + x) * latent + axis] = strength(x, y)));
const weights: Weights = new Map([
  ["decoder.0.weight", { shape: [size * size, latent], values }],
  ["decoder.0.bias", { shape: [1, size * size], values: new Float32Array(size * size) }],
]);
const decoder = sequential(dense(size * size), reshape(1, size, size), tanh());
const model = vae({ encoder: flatten(), decoder, latent });
const sampler = {
  ...createSampler({ model, picture: { size, channels: 1 }, weights, device: onnxDevice(ort, { threads: 1 }) }),
  canEncode: false,
};
let backboneWeights: Weights;
beforeAll(async () => {
  backboneWeights = (await loadFeatureWeights(nodeHost())).weights;
});
afterAll(() => sampler.dispose());

const product = (a: ArrayLike<number>, b: readonly number[]) =>
  Array.from(a).reduce((sum, value, at) => sum + value * b[at], 0);

/** Pictures whose first number is high, or low. */
async function examples(high: boolean, count: number) {
  const latents = sampler.latents(3, 400);
  const places = [...Array(400).keys()].filter((at) =>
    high ? latents[at * latent] > 0.3 : latents[at * latent] < -0.3,
  );
  const points = latentPoints(latents, latent);
  return render(
    sampler,
    places.slice(0, count).map((at) => points[at]),
  );
}

const named = (found: Pick<Direction, "vector" | "probe">): Direction => ({
  formatVersion: 1,
  name: "bright",
  modelHash: "0".repeat(64),
  method: "pictures",
  positive: [],
  negative: [],
  orthogonalTo: [],
  ...found,
});

describe("a direction from a few pictures", () => {
  let direction: Direction;
  beforeAll(async () => {
    const [present, absent] = [await examples(true, 12), await examples(false, 12)];
    direction = named(await learnDirection(sampler, backboneWeights, present, absent, { sampleCount: 300 }));
  }, 60_000);

  test("the direction points to the common trait", () => {
    expect(direction.probe!.accuracy).toBeGreaterThan(0.9);
    const [wanted, other] = direction.vector;
    expect(wanted).toBeGreaterThan(0.3);
    expect(Math.abs(other)).toBeLessThan(0.2 * wanted);
  });

  test("each image moves as far as its score needs, and images with the trait stay", async () => {
    const points = [[-1, 0.5, 0, 0], [0.2, 0.5, 0, 0], [2, 0.5, 0, 0]].map((latent) => ({ latent })); // oxfmt-ignore
    const moved = async (steps: number) => {
      const offsets = await directionEdit(sampler, backboneWeights, [{ direction, steps }]).offset(points);
      return offsets.map(({ noiseOffset, localEdits }) => {
        expect(Math.max(...noiseOffset.map(Math.abs))).toBe(0);
        return localEdits![0].noiseOffset[0];
      });
    };
    const [far, near, none] = await moved(2);
    expect(far).toBeGreaterThan(near);
    expect(near).toBeGreaterThan(0);
    expect(none).toBe(0);
    const back = await moved(-2);
    expect(back[0]).toBeLessThanOrEqual(0);
    expect(back[2]).toBeLessThan(0);
  });

  test("a conditional model gets a condition direction, even without the conditions of the examples", async () => {
    const label = { ja: "明るい", en: "bright" };
    const choices = ["no", "yes"].map((name) => ({ name, label }));
    const flipped = (latents: Float32Array) =>
      latents.map((_, at) => latents[at - (at % latent) + (3 - (at % latent))]);
    const asked = {
      ...sampler,
      noiseSize: 3,
      attributes: { tags: [{ name: "bright", label, kind: "binary" as const, choices }] },
      latents: (seed: number, count: number) =>
        sampler.latents(seed, count).map((value, at) => (at % latent === 3 ? Math.sign(value) : value)),
      decode: (latents: Float32Array, count: number) => sampler.decode(flipped(latents), count),
      decodePoints: (points: readonly LatentPoint[]) =>
        sampler.decodePoints(points.map((point) => ({ latent: point.latent.toReversed() }))),
    };
    const [present, absent] = [await examples(true, 12), await examples(false, 12)];
    const found = await learnDirection(asked as typeof sampler, backboneWeights, present, absent, { sampleCount: 300 });
    expect(found.conditions?.attributes).toEqual({ bright: { present: ["yes"], absent: ["no"] } });
    expect(found.vector).toEqual([0, 0, 0]);
  });

  test("orthogonalTo keeps the score of another direction", async () => {
    const lower = named({ vector: [0, 1, 0, 0] });
    const [present, absent] = [await examples(true, 12), await examples(false, 12)];
    const found = await learnDirection(sampler, backboneWeights, present, absent, {
      sampleCount: 300,
      orthogonalTo: [lower, direction],
    });
    expect(product(found.vector, [0, 1, 0, 0])).toBeCloseTo(0, 3);
    expect(product(found.vector, [...direction.probe!.scoreGradient]) / Math.hypot(...found.vector)).toBeCloseTo(0, 3);
  });
});

test("pullbackMetric measures the image change per axis of the latent", async () => {
  const change = await pullbackMetric(sampler, sampler.latents(1, 8));
  const along = (axis: number) => change[axis * (latent + 1)];
  expect(along(0) + along(1) + along(2) + along(3)).toBeCloseTo(latent, 6);
  expect(along(1)).toBeGreaterThan(10 * along(0));
  expect(along(0)).toBeGreaterThan(2 * along(2));
  expect(along(3)).toBeCloseTo(0, 8);
});

test("a model without a dense first layer has no directions by SeFa, and the error says what to do", () => {
  const weights = new Map([...sampler.trained.weights].filter(([, { shape }]) => shape.length !== 2));
  const other = { ...sampler, trained: { ...sampler.trained, weights } };
  expect(hasSefaDirections(sampler)).toBe(true);
  expect(hasSefaDirections(other)).toBe(false);
  expect(() => sefaDirections(other, 2)).toThrow("GANSpace");
});

test("unsupervised directions have the largest image change", async () => {
  const [first, second] = sefaDirections(sampler, 2);
  expect(Math.abs(first.vector[1])).toBeGreaterThan(0.99);
  expect(Math.abs(second.vector[0])).toBeGreaterThan(0.8);
  const [seen] = await ganspaceDirections(sampler, backboneWeights, 1, { sampleCount: 200 });
  expect(Math.abs(seen.vector[1])).toBeGreaterThan(0.8);
  expect(Math.abs(seen.vector[1])).toBeLessThan(1.2);
});
