import { expect, test } from "vitest";
import { random } from "../tensor/index.ts";
import { colourFeatures } from "./colour-features.ts";
import { edgeFeatures } from "./edge-features.ts";
import type { Features } from "./features.ts";
import { layoutFeatures } from "./layout-features.ts";

const size = 32;
const form = { channels: 3, size } as const;

/** Draws a square of one colour on another, `[3, 32, 32]`. */
function square(left: number, colour: readonly number[], ground: readonly number[]): Float32Array {
  return Float32Array.from({ length: 3 * size * size }, (_, at) => {
    const [channel, row, column] = [Math.floor(at / size / size), Math.floor(at / size) % size, at % size];
    const inside = row >= 8 && row < 16 && column >= left && column < left + 8;
    return (inside ? colour : ground)[channel];
  });
}

function far({ values, width }: Features): number {
  return Math.hypot(...values.subarray(0, width).map((value, at) => value - values[width + at]));
}

function featureDistance(extract: typeof layoutFeatures, first: Float32Array, second: Float32Array): number {
  return far(extract(Float32Array.from([...first, ...second]), 2, form));
}

const [red, blue, white] = [
  [0.9, -0.8, -0.8],
  [-0.8, -0.8, 0.9],
  [0.9, 0.9, 0.9],
];

test("colour features ignore positions; layout and edge features depend on them", () => {
  const [here, there] = [square(8, red, white), square(16, red, white)];
  expect(featureDistance(colourFeatures, here, there)).toBeLessThan(1e-6);
  expect(featureDistance(layoutFeatures, here, there)).toBeGreaterThan(5);
  expect(featureDistance(edgeFeatures, here, there)).toBeGreaterThan(5);
});

test("layout and colour features separate red from blue", () => {
  const [one, other] = [square(8, red, white), square(8, blue, white)];
  // a sixteenth of the pixels changes colour: √(1/16 + 1/16)
  expect(featureDistance(colourFeatures, one, other)).toBeGreaterThan(0.3);
  expect(featureDistance(layoutFeatures, one, other)).toBeGreaterThan(5);
});

test("edge features ignore which side of an edge is lighter", () => {
  const [one, other] = [square(8, red, white), square(8, white, red)];
  expect(featureDistance(edgeFeatures, one, other)).toBeLessThan(1e-4);
  expect(featureDistance(layoutFeatures, one, other)).toBeGreaterThan(5);
});

test("edge features encode the direction of edges", () => {
  const across = Float32Array.from({ length: 1024 }, (_, at) => (at % 32 < 16 ? -1 : 1));
  const down = Float32Array.from({ length: 1024 }, (_, at) => (at < 512 ? -1 : 1));
  const directions = (picture: Float32Array) => {
    const { values } = edgeFeatures(picture, 1, { channels: 1, size });
    const sums = new Float64Array(8);
    values.forEach((value, at) => (sums[at % 8] += value));
    return [...sums.keys()].filter((direction) => sums[direction] > 0);
  };
  expect(directions(across)).toEqual([0]);
  expect(directions(down)).toEqual([4]);
});

test("squared colour features sum to 1, grey or RGB, also at the ends of the range", () => {
  for (const channels of [1, 3] as const) {
    const picture = random(1, "pixels").uniforms(channels * size * size, -1, 1);
    picture.set([-1, 1, 1, -1]);
    const { values, width } = colourFeatures(picture, 1, { channels, size });
    expect(width).toBe(channels === 1 ? 32 : 512);
    expect(Array.from(values).reduce((sum, root) => sum + root ** 2, 0)).toBeCloseTo(1, 4);
  }
});
