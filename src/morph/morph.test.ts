import * as ort from "onnxruntime-node";
import { expect, test } from "vitest";
import { onnxDevice } from "../device/index.ts";
import { generate, painter } from "../generate/index.ts";
import { ganPreset } from "../model/index.ts";
import { random } from "../tensor/index.ts";
import { buildStep, defaultSettings, initialWeights } from "../trainer/index.ts";
import { interpolate } from "./interpolate.ts";
import { morph } from "./morph.ts";

const picture = { size: 16, channels: 1 } as const;
const model = ganPreset({ ...picture, features: 4, latent: 8 });
const weights = initialWeights(buildStep(model, picture, defaultSettings(model)), 1);

test("begins and ends with the pictures of its stops, and walks back without showing an end twice", async () => {
  const artist = painter({ model, picture, weights, device: onnxDevice(ort, { threads: 1 }) });
  const stops = [1, 2, 3].map((seed) => artist.latents(seed, 1));
  const own = await Promise.all([1, 2, 3].map(async (seed) => (await generate(artist, { seed }))[0].picture));
  const there = await morph(artist, stops, { frames: 9 });
  expect([there[0], there[4], there[8]]).toEqual(own);
  const round = await morph(artist, stops, { frames: 9, loop: true });
  expect(round).toEqual([...there, ...there.slice(1, 8).reverse()]);
  artist.dispose();
});

const lengths = (points: Float32Array, latent: number) =>
  Array.from({ length: points.length / latent }, (_, at) =>
    Math.hypot(...points.subarray(at * latent, (at + 1) * latent)),
  );

test("a line passes through the middle, a sphere keeps the length", () => {
  const [a, b] = [random(1, "a").normals(64), random(1, "b").normals(64)];
  const line = interpolate([a, b], 3, "line");
  expect(line.subarray(64, 128)).toEqual(a.map((value, at) => value + (b[at] - value) * 0.5));
  const [first, middle, last] = lengths(interpolate([a, b], 3, "sphere"), 64);
  expect(middle).toBeGreaterThan(Math.min(first, last) * 0.95);
  expect(lengths(line, 64)[1]).toBeLessThan(Math.min(first, last) * 0.85);
});

test("wishes behind the random numbers go straight", () => {
  const points = interpolate([Float32Array.of(1, 0, 0, 4), Float32Array.of(0, 1, 1, 0)], 3, "sphere", 2);
  const half = Math.SQRT1_2;
  [1, 0, 0, 4, half, half, 0.5, 2, 0, 1, 1, 0].forEach((value, at) => expect(points[at]).toBeCloseTo(value, 6));
});

test("a sphere between unit vectors turns at a steady pace", () => {
  const quarter = interpolate([Float32Array.of(1, 0), Float32Array.of(0, 1)], 4, "sphere");
  const angles = [0, 1, 2, 3].map((at) => Math.atan2(quarter[at * 2 + 1], quarter[at * 2]));
  angles.forEach((angle, at) => expect(angle).toBeCloseTo((at / 3) * (Math.PI / 2), 6));
});

test("opposite or equal ends have no arc, and are joined by a line", () => {
  const a = Float32Array.of(1, 2);
  expect(interpolate([a, a], 3, "sphere")).toEqual(Float32Array.of(1, 2, 1, 2, 1, 2));
  expect(interpolate([a, Float32Array.of(-1, -2)], 3, "sphere")).toEqual(Float32Array.of(1, 2, 0, 0, -1, -2));
});
