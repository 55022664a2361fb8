import { describe, expect, test } from "vitest";
import { random } from "../tensor/index.ts";
import { densityCoverage } from "./density-coverage.ts";
import { selectFeatures, type Features } from "./features.ts";
import { kernelDistance, kernelMatrices } from "./kernel-distance.ts";
import { pairDistances } from "./pair-distances.ts";
import { precisionRecall } from "./precision-recall.ts";

/** Draws points around some of ten well separated centres. */
function corners(seed: number, count: number, used: readonly number[]): Features {
  const values = random(seed, "corners").normals(count * 2);
  for (let at = 0; at < count; at++) {
    const corner = used[at % used.length];
    values[at * 2] += 40 * Math.cos(corner);
    values[at * 2 + 1] += 40 * Math.sin(corner);
  }
  return { values, count, width: 2 };
}

const kernels = (a: Features, b: Features) => kernelMatrices(a, b, pairDistances(a, b));
const mean = (scores: Float64Array) => scores.reduce((sum, score) => sum + score, 0) / scores.length;
const measure = (real: Features, generated: Features) => {
  const distances = pairDistances(real, generated);
  const { precision, recall } = precisionRecall(distances);
  const { density, coverage } = densityCoverage(distances);
  return { precision: mean(precision), recall: mean(recall), density: mean(density), coverage: mean(coverage) };
};

const all = [0, 1, 2, 3, 4, 5];
const real = corners(1, 600, all);

describe("precision, recall, density and coverage", () => {
  test("are high for other samples of the same distribution", () => {
    const { precision, recall, density, coverage } = measure(real, corners(2, 600, all));
    expect(precision).toBeGreaterThan(0.9);
    expect(recall).toBeGreaterThan(0.9);
    expect(Math.abs(density - 1)).toBeLessThan(0.1);
    expect(coverage).toBeGreaterThan(0.92); // 1 − 2⁻⁵ for many pictures
  });

  test("separate low diversity from low quality", () => {
    const collapsed = measure(real, corners(3, 600, [0, 1, 2]));
    expect(collapsed.precision).toBeGreaterThan(0.9);
    expect(collapsed.recall).toBeLessThan(0.55);
    expect(collapsed.coverage).toBeLessThan(0.55);
    const lowQuality = measure(real, corners(4, 600, [...all, 3.6, 4.5, 5.5, 0.5, 1.5, 2.5]));
    expect(lowQuality.precision).toBeLessThan(0.6);
    expect(lowQuality.density).toBeLessThan(0.6);
    expect(lowQuality.recall).toBeGreaterThan(0.8);
  });

  test("are 0 for a disjoint distribution", () => {
    expect(measure(real, corners(5, 600, [3.6, 4.5]))).toEqual({ precision: 0, recall: 0, density: 0, coverage: 0 });
  });
});

describe("kernelDistance", () => {
  const near = (seed: number, shift: number): Features => ({
    values: random(seed, "kernel")
      .normals(200 * 8)
      .map((value) => value + shift),
    count: 200,
    width: 8,
  });

  test("is 0 on average for samples of one distribution, and grows with their separation", () => {
    const distances = Array.from({ length: 20 }, (_, at) => kernelDistance(kernels(near(at, 0), near(at + 50, 0))));
    const average = mean(Float64Array.from(distances));
    const spread = Math.sqrt(mean(Float64Array.from(distances, (value) => (value - average) ** 2)));
    expect(Math.abs(average)).toBeLessThan((3 * spread) / Math.sqrt(20));
    expect(Math.min(...distances)).toBeLessThan(0); // without bias
    const shifted = [0.2, 0.4, 0.8].map((shift) => kernelDistance(kernels(near(1, 0), near(2, shift))));
    expect(shifted[0]).toBeGreaterThan(3 * spread);
    expect(shifted[1]).toBeGreaterThan(shifted[0]);
    expect(shifted[2]).toBeGreaterThan(shifted[1]);
  });

  test("with picks equals that of the picked pictures; repeated picks are not compared with themselves", () => {
    const [a, b] = [near(1, 0), near(2, 0.3)];
    const [left, right] = [Uint32Array.from({ length: 50 }, (_, at) => at * 3), Uint32Array.of(5, 6, 7, 199)];
    const picked = kernelDistance(kernels(a, b), left, right);
    expect(picked).toBeCloseTo(kernelDistance(kernels(selectFeatures(a, left), selectFeatures(b, right))), 8);
    const twice = (picks: Uint32Array) => Uint32Array.from([...picks, ...picks]);
    expect(kernelDistance(kernels(a, b), twice(left), twice(right))).toBeCloseTo(picked, 8);
  });
});
