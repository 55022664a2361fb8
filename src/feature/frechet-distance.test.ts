import { describe, expect, test } from "vitest";
import { random } from "../tensor/index.ts";
import { bootstrapStd, subsampleStds } from "../math/bootstrap.ts";
import type { Features } from "./features.ts";
import { fitGaussian, frechetDistance, type Gaussian } from "./frechet-distance.ts";

const diagonal = (...values: number[]) =>
  Float64Array.from({ length: values.length ** 2 }, (_, at) =>
    at % (values.length + 1) === 0 ? values[at % values.length] : 0,
  );

function cloud(seed: number, count: number, width: number, shift = 0, scale = 1): Features {
  const values = random(seed, "cloud")
    .normals(count * width)
    .map((value) => value * scale + shift);
  return { values, count, width };
}

describe("frechetDistance", () => {
  const gaussian = (mean: number[], covariance: Float64Array): Gaussian => ({
    mean: Float64Array.from(mean),
    covariance,
  });

  test("equals values computed by hand", () => {
    const one = gaussian([0, 0], diagonal(1, 4));
    expect(frechetDistance(one, one)).toBeCloseTo(0, 12);
    expect(frechetDistance(one, gaussian([3, 4], diagonal(1, 4)))).toBeCloseTo(25, 12);
    expect(frechetDistance(one, gaussian([0, 0], diagonal(9, 1)))).toBeCloseTo(4 + 1, 12); // (1 − 3)² + (2 − 1)²
    // [[2, 1], [1, 2]] has the eigenvalues 3 and 1, and commutes with the identity
    const tilted = gaussian([0, 0], Float64Array.of(2, 1, 1, 2));
    expect(frechetDistance(tilted, gaussian([0, 0], diagonal(1, 1)))).toBeCloseTo((Math.sqrt(3) - 1) ** 2, 12);
  });

  test("is symmetric, and finite without variance", () => {
    const [a, b] = [fitGaussian(cloud(1, 40, 6)), fitGaussian(cloud(2, 50, 6, 0.3, 2))];
    expect(frechetDistance(a, b)).toBeCloseTo(frechetDistance(b, a), 10);
    const point = gaussian([1, 0], new Float64Array(4));
    expect(frechetDistance(point, gaussian([0, 0], diagonal(1, 4)))).toBeCloseTo(1 + 5, 12);
    const few = fitGaussian(cloud(3, 3, 6)); // three points span a plane only
    expect(frechetDistance(few, few)).toBeLessThan(1e-6);
  });

  test("the distance of two samples of one distribution shrinks with their size", () => {
    const floor = (count: number) => frechetDistance(fitGaussian(cloud(4, count, 8)), fitGaussian(cloud(5, count, 8)));
    expect(floor(100)).toBeGreaterThan(3 * floor(1000));
    expect(floor(1000)).toBeLessThan(0.1);
  });
});

test("fitGaussian counts a row once per pick", () => {
  const features = cloud(6, 20, 3);
  const doubled: Features = { values: new Float32Array([...features.values, ...features.values]), count: 40, width: 3 };
  const picks = Uint32Array.from({ length: 40 }, (_, at) => at % 20);
  expect(fitGaussian(features, picks)).toEqual(fitGaussian(doubled));
});

test("bootstrapStd approximates the standard error of a mean, and depends on the seed alone", () => {
  const values = random(7, "values").normals(400);
  const mean = (picks: Uint32Array) => picks.reduce((sum, at) => sum + values[at], 0) / picks.length;
  const std = bootstrapStd([400], mean, { rounds: 400 });
  expect(std).toBeGreaterThan(0.04);
  expect(std).toBeLessThan(0.06); // 1 / √400
  expect(bootstrapStd([400], mean, { rounds: 400 })).toBe(std);
  expect(bootstrapStd([400], mean, { rounds: 400, seed: 2 })).not.toBe(std);
  const [halved, constant] = subsampleStds([400], (picks) => [mean(picks), 1], { rounds: 400 });
  expect(halved).toBeGreaterThan(0.04);
  expect(halved).toBeLessThan(0.06);
  expect(constant).toBe(0);
});
