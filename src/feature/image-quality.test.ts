import { expect, test } from "vitest";
import { random } from "../tensor/index.ts";
import { qualityFaults, qualityMeter } from "./image-quality.ts";
import { qualityColumns, qualityStatistics } from "./quality-statistics.ts";

const shape = { channels: 3, size: 32 } as const;
const plane = shape.size ** 2;
const each = 3 * plane;

/** Draws three discs of random colours, sizes and places on a flat ground. */
function scene(index: number): Float32Array {
  const stream = random(index, "scene");
  const picture = new Float32Array(each);
  const paint = (covers: (x: number, y: number) => boolean) => {
    const colour = [0, 1, 2].map(() => 1.6 * stream.uniform() - 0.8);
    for (let at = 0; at < each; at++)
      if (covers(at % shape.size, Math.floor(at / shape.size) % shape.size))
        picture[at] = colour[Math.floor(at / plane)];
  };
  paint(() => true);
  for (let disc = 0; disc < 3; disc++) {
    const [x, y, radius] = [shape.size * stream.uniform(), shape.size * stream.uniform(), 3 + 9 * stream.uniform()];
    paint((column, row) => Math.hypot(column - x, row - y) < radius);
  }
  return picture;
}

const count = 80;
const scenes = (first: number, damage = (picture: Float32Array, _index: number) => picture) => {
  const values = new Float32Array(count * each);
  for (let at = 0; at < count; at++) values.set(damage(scene(first + at), at), at * each);
  return qualityStatistics(values, count, shape);
};
const blur = (picture: Float32Array): Float32Array =>
  picture.map((value, at) => {
    const [x, y] = [at % shape.size, Math.floor(at / shape.size) % shape.size];
    let [sum, weight] = [value, 1];
    if (x > 0) [sum, weight] = [sum + picture[at - 1], weight + 1];
    if (x < shape.size - 1) [sum, weight] = [sum + picture[at + 1], weight + 1];
    if (y > 0) [sum, weight] = [sum + picture[at - shape.size], weight + 1];
    if (y < shape.size - 1) [sum, weight] = [sum + picture[at + shape.size], weight + 1];
    return sum / weight;
  });
const noise = (std: number) => (picture: Float32Array, index: number) => {
  const normals = random(index, "noise").normals(each);
  return picture.map((value, at) => value + std * normals[at]);
};
const meter = qualityMeter(scenes(0), shape);

test("fresh real images are near and have no fault", () => {
  const quality = meter.measure(scenes(1000));
  expect(Math.abs(quality.distance)).toBeLessThan(0.005);
  expect(Math.abs(quality.diversity - 1)).toBeLessThan(0.1);
  expect(quality.separation).toBeCloseTo(1, 0);
  expect(qualityFaults(quality)).toEqual([]);
});

test("each damage is named, and more of it is farther away", () => {
  const damaged = {
    soft: scenes(1000, (picture) => blur(blur(blur(picture)))),
    gritty: scenes(1000, noise(0.1)),
    "colours off": scenes(1000, (picture) => picture.map((value, at) => (at < plane ? value + 0.5 : value - 0.3))),
    "too alike": scenes(1000),
  };
  const { width } = damaged["too alike"];
  for (let at = 8; at < count; at++) damaged["too alike"].values.copyWithin(at * width, (at % 8) * width, (at % 8) * width + width); // oxfmt-ignore
  for (const [fault, statistics] of Object.entries(damaged)) {
    const quality = meter.measure(statistics);
    expect(qualityFaults(quality), fault).toEqual([fault]);
    expect(quality.distance, fault).toBeGreaterThan(0.005);
  }
  const distances = [0.02, 0.05, 0.1, 0.2].map((std) => meter.measure(scenes(1000, noise(std))).distance);
  expect(distances).toEqual([...distances].sort((a, b) => a - b));
  expect(meter.measure(scenes(1000, blur)).distance).toBeLessThan(meter.measure(damaged.soft).distance);
});

test("pairs of equal images have no distance", () => {
  expect(meter.pairDistance(scenes(0))).toBe(0);
  expect(meter.pairDistance(scenes(0, blur))).toBeGreaterThan(0.05);
  expect(meter.between(scenes(1000), scenes(2000))).toBeLessThan(meter.between(scenes(1000, blur), scenes(2000)));
});

test("the columns of grey images and of the smallest size are complete", () => {
  for (const [channels, size] of [
    [1, 8],
    [3, 8],
    [1, 16],
    [3, 128],
  ] as const)
    // oxfmt-ignore
    expect(qualityStatistics(new Float32Array(channels * size * size), 1, { channels, size }).width).toBe(
      qualityColumns({ channels, size }).at(-1)!.to,
    );
  const grey = { channels: 1, size: 16 } as const;
  const pictures = random(1, "grey").normals(20 * 256);
  const quality = qualityMeter(qualityStatistics(pictures, 20, grey), grey).measure(
    qualityStatistics(pictures, 20, grey),
  );
  expect(Object.values(quality).every(Number.isFinite)).toBe(true);
});

test("a flat half has low flatness where its edge is, and grit raises it", () => {
  const grey = { channels: 1, size: 16 } as const;
  const half = Float32Array.from({ length: 256 }, (_, at) => (at % 16 < 6 ? -1 : 1));
  const gritty = half.map((value, at) => value + (at % 2 ? 0.1 : -0.1));
  const { values, width } = qualityStatistics([...half, ...gritty], 2, grey);
  const flatness = qualityColumns(grey).find(({ group }) => group === "fineFlatness")!;
  expect(values[width + flatness.from + 1]).toBeGreaterThan(values[flatness.from + 1] + 0.5);
});
