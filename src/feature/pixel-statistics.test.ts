import { expect, test } from "vitest";
import { random } from "../tensor/index.ts";
import { energyDistance, meanDistance, meanPairwiseDistance } from "./energy-distance.ts";
import type { Features } from "./features.ts";
import { pixelStatistics } from "./pixel-statistics.ts";
import { permutationTest } from "./permutation-test.ts";

const cloud = (name: string, count: number, shift = 0): Features => ({
  values: random(1, name)
    .normals(count * 3)
    .map((value) => value + shift),
  count,
  width: 3,
});

test("pixelStatistics encodes colours and details by position", () => {
  const shape = { channels: 1, size: 16 } as const;
  const half = Float32Array.from({ length: 256 }, (_, at) => (at % 16 < 8 ? -1 : 1));
  const chequers = Float32Array.from({ length: 256 }, (_, at) => ((at + (at >> 4)) % 2 ? 1 : -1));
  const { values, width } = pixelStatistics([...half, ...chequers], 2, shape);
  expect(width).toBe(64 + 32);
  expect([...values.slice(0, 8)]).toEqual([-1, -1, -1, -1, 1, 1, 1, 1]);
  expect([...values.slice(width, width + 64)].every((value) => Math.abs(value) < 1e-6)).toBe(true);
  const fine = (picture: number) => values.slice(picture * width + 64, picture * width + 80);
  expect(Math.min(...fine(1))).toBeGreaterThan(Math.max(...fine(0)));
  expect([...fine(0)].map((value) => value > Math.log(0.06))).toEqual(
    Array.from({ length: 16 }, (_, cell) => cell % 4 === 1), // only the edge in the middle
  );
});

test("the energy distance is 0 for equal distributions and grows with their separation", () => {
  const [a, b] = [cloud("a", 300), cloud("b", 300)];
  expect(Math.abs(energyDistance(a, b))).toBeLessThan(0.03);
  expect(energyDistance(a, cloud("c", 300, 0.5))).toBeGreaterThan(0.1);
  expect(energyDistance(a, cloud("c", 300, 1))).toBeGreaterThan(energyDistance(a, cloud("c", 300, 0.5)));
  const points: Features = { values: Float32Array.of(0, 0, 3, 4), count: 2, width: 2 };
  expect(meanPairwiseDistance(points)).toBe(5);
  expect(meanDistance(points, points)).toBe(2.5);
});

test("the permutation test detects a difference, with few false positives", () => {
  const [a, b] = [cloud("a", 60), cloud("b", 40)];
  const same = permutationTest(a, b);
  expect(same.distance).toBeCloseTo(energyDistance(a, b), 4);
  expect(same.pValue).toBeGreaterThan(0.02);
  expect(permutationTest(a, cloud("c", 40, 1)).pValue).toBeLessThan(0.01);
  expect(permutationTest(a, b)).toEqual(same);
  const falsePositives = Array.from({ length: 20 }, (_, at) =>
    permutationTest(cloud(`x${at}`, 20), cloud(`y${at}`, 20), { rounds: 99 }),
  ).filter(({ pValue }) => pValue <= 0.05);
  expect(falsePositives.length).toBeLessThan(5); // one in twenty is expected
});
