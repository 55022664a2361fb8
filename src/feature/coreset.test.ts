import { expect, test } from "vitest";
import { random } from "../tensor/index.ts";
import { coreset } from "./coreset.ts";
import { selectFeatures } from "./features.ts";
import { kthNearestDistances } from "./nearest-neighbours.ts";

test("coreset selects one point of each cluster before a second of any", () => {
  const [clusters, each, width] = [8, 40, 40];
  const centres = random(1, "centres").uniforms(clusters * width, -20, 20);
  const noise = random(1, "noise").normals(clusters * each * width);
  const values = noise.map(
    (value, at) => centres[Math.floor(at / (each * width)) * width + (at % width)] + value * 0.1,
  );
  const points = { values, count: clusters * each, width };
  const chosen = coreset(points, clusters, 5);
  expect(new Set([...chosen].map((place) => Math.floor(place / each))).size).toBe(clusters);
  // hence every point is near a chosen one
  expect(Math.max(...kthNearestDistances(points, selectFeatures(points, chosen)))).toBeLessThan(2);
});

test("coreset selects the farthest point next, as computed by hand on a line", () => {
  const points = { values: Float32Array.from([0, 1, 2, 10, 4]), count: 5, width: 1 };
  const chosen = [...coreset(points, 3, 1)];
  const first = points.values[chosen[0]];
  const farthest = first < 5 ? 10 : 0;
  expect(points.values[chosen[1]]).toBe(farthest);
  expect(coreset(points, 9, 1)).toHaveLength(5);
  expect(new Set(chosen).size).toBe(3);
});

test("kthNearestDistances finds the first, second and later neighbours", () => {
  const to = { values: Float32Array.from([0, 0, 3, 4, 6, 8]), count: 3, width: 2 };
  const from = { values: Float32Array.from([0, 0]), count: 1, width: 2 };
  expect([1, 2, 3, 9].map((order) => kthNearestDistances(from, to, order)[0])).toEqual([0, 5, 10, 10]);
});
