import * as ort from "onnxruntime-node";
import { expect, test } from "vitest";
import { onnxDevice } from "../../device/index.ts";
import { generate, createSampler, render, renderRecipe, renderWithRecipes } from "../../sample/index.ts";
import { random } from "../../tensor/index.ts";
import { buildStep, initialWeights } from "../../train/index.ts";
import { gan, ganNetworks } from "../../model/index.ts";
import { interpolate } from "./interpolate.ts";
import { morph, latentPath } from "./morph.ts";

const picture = { size: 16, channels: 1 } as const;
const model = gan(ganNetworks({ ...picture, features: 4, latent: 8 }));
const weights = initialWeights(buildStep(model, picture, model.settings), 1);

test("the ends are the images of the stops, and a loop does not repeat them", async () => {
  const sampler = createSampler({ model, picture, weights, device: onnxDevice(ort, { threads: 1 }) });
  const stops = [1, 2, 3].flatMap((seed) => sampler.points(seed, 1));
  const own = await Promise.all([1, 2, 3].map(async (seed) => (await generate(sampler, { seed }))[0].picture));
  const there = await morph(sampler, stops, { frames: 9 });
  expect([there[0], there[4], there[8]]).toEqual(own);
  const round = await morph(sampler, stops, { frames: 9, loop: true });
  expect(round).toEqual([...there, ...there.slice(1, 8).reverse()]);
  sampler.dispose();
});

test("frames drawn alone, in any order, equal those of the whole morph", async () => {
  const sampler = createSampler({ model, picture, weights, device: onnxDevice(ort, { threads: 1 }) });
  const stops = [1, 2].flatMap((seed) => sampler.points(seed, 1));
  const all = await morph(sampler, stops, { frames: 9 });
  expect(await morph(sampler, stops, { frames: 9, frameNumbers: [4, 0, 7] })).toEqual([all[4], all[0], all[7]]);
  sampler.dispose();
});

test("a single latent morphs to per-layer latents, layer by layer", async () => {
  const sampler = createSampler({ model, picture, weights, device: onnxDevice(ort, { threads: 1 }) });
  const [a, b] = [1, 2].flatMap((seed) => sampler.points(seed, 1));
  const mixed = { latent: sampler.layers.flatMap((_, layer) => (layer === 0 ? a : b).latent) };
  const way = latentPath(sampler, [a, mixed], { frames: 3 });
  expect(way.map(({ latent }) => latent.length)).toEqual(Array(3).fill(sampler.layers.length * sampler.latent));
  expect(way[1].latent.slice(0, 8)).toEqual(a.latent); // its first layer has nowhere to go
  const whole = interpolate(
    [a, b].map(({ latent }) => Float32Array.from(latent)),
    3,
    "sphere",
  );
  expect(way[1].latent.slice(8, 16)).toEqual([...whole.subarray(8, 16)]);
  const film = await morph(sampler, [a, mixed], { frames: 3 });
  const [{ recipe }] = await renderWithRecipes(sampler, [{ point: way[1] }]);
  expect((await renderRecipe(sampler, recipe, "")).picture).toEqual(film[1]);
  expect(film[0]).not.toEqual(film[2]);
  sampler.dispose();
});

test("feature offsets and local edits fade in and out, together with a latent per layer", async () => {
  const sampler = createSampler({ model, picture, weights, device: onnxDevice(ort, { threads: 1 }) });
  const [a, b] = [1, 2].flatMap((seed) => sampler.points(seed, 1));
  const [top, everywhere] = [Array.from({ length: 64 }, (_, cell) => Number(cell < 32)), new Array<number>(64).fill(1)];
  const from = {
    latent: sampler.layers.flatMap((_, layer) => (layer === 0 ? a : b).latent),
    localEdits: [
      { mask: top, noiseOffset: new Array<number>(8).fill(2) },
      { mask: top, noiseOffset: new Array<number>(8).fill(1) },
    ],
  };
  const featureOffsets = Array.from({ length: sampler.featureOffsetSize }, (_, at) => at % 3);
  const to = { ...b, featureOffsets, localEdits: [{ mask: everywhere, noiseOffset: new Array<number>(8).fill(-1) }] };
  const [first, middle, last] = latentPath(sampler, [from, to], { frames: 3 });
  expect(middle.featureOffsets).toEqual(featureOffsets.map((value) => value / 2));
  expect(middle.localEdits).toEqual([
    { mask: top, noiseOffset: new Array<number>(8).fill(1) },
    { mask: top, noiseOffset: new Array<number>(8).fill(0.5) },
    { mask: everywhere, noiseOffset: new Array<number>(8).fill(-0.5) },
  ]);
  const [ends, own] = [await render(sampler, [first, last]), await render(sampler, [from, to])];
  for (const [at, { pixels }] of ends.entries())
    pixels.forEach((value, pixel) => expect(Math.abs(value - own[at].pixels[pixel])).toBeLessThanOrEqual(1));
  sampler.dispose();
});

const lengths = (points: Float32Array, latent: number) =>
  Array.from({ length: points.length / latent }, (_, at) =>
    Math.hypot(...points.subarray(at * latent, (at + 1) * latent)),
  );

test("a line passes through the mean, a sphere keeps the norm", () => {
  const [a, b] = [random(1, "a").normals(64), random(1, "b").normals(64)];
  const line = interpolate([a, b], 3, "line");
  expect(line.subarray(64, 128)).toEqual(a.map((value, at) => value + (b[at] - value) * 0.5));
  const [first, middle, last] = lengths(interpolate([a, b], 3, "sphere"), 64);
  expect(middle).toBeGreaterThan(Math.min(first, last) * 0.95);
  expect(lengths(line, 64)[1]).toBeLessThan(Math.min(first, last) * 0.85);
});

test("conditions are interpolated linearly", () => {
  const points = interpolate([Float32Array.of(1, 0, 0, 4), Float32Array.of(0, 1, 1, 0)], 3, "sphere", 2);
  const half = Math.SQRT1_2;
  [1, 0, 0, 4, half, half, 0.5, 2, 0, 1, 1, 0].forEach((value, at) => expect(points[at]).toBeCloseTo(value, 6));
});

test("a periodic attribute takes the shorter arc and is never 0", () => {
  const place = (degrees: number) => {
    const turn = (2 * Math.PI * degrees) / 180;
    return Float32Array.of(1, 2, Math.sin(turn), Math.cos(turn), 3);
  };
  const points = interpolate([place(70), place(-80)], 4, "line", 1, 5, [2]);
  [70, 80, 90, 100].forEach((degrees, at) =>
    place(degrees).forEach((value, axis) => expect(points[at * 5 + axis]).toBeCloseTo(value, 5)),
  );
  const wide = interpolate([place(-40), place(45)], 3, "line", 1, 5, [2]).subarray(5, 10);
  place(2.5).forEach((value, axis) => expect(wide[axis]).toBeCloseTo(value, 5));
});

test("slerp between unit vectors has constant angular speed", () => {
  const quarter = interpolate([Float32Array.of(1, 0), Float32Array.of(0, 1)], 4, "sphere");
  const angles = [0, 1, 2, 3].map((at) => Math.atan2(quarter[at * 2 + 1], quarter[at * 2]));
  angles.forEach((angle, at) => expect(angle).toBeCloseTo((at / 3) * (Math.PI / 2), 6));
});

test("opposite or equal ends are interpolated linearly", () => {
  const a = Float32Array.of(1, 2);
  expect(interpolate([a, a], 3, "sphere")).toEqual(Float32Array.of(1, 2, 1, 2, 1, 2));
  expect(interpolate([a, Float32Array.of(-1, -2)], 3, "sphere")).toEqual(Float32Array.of(1, 2, 0, 0, -1, -2));
});
