import { expect, test } from "vitest";
import { kNearestNeighbours } from "./k-nearest-neighbours.ts";

test("kNearestNeighbours sorts by distance and excludes the point itself", () => {
  const points = { values: Float32Array.of(0, 1, 3, 3, 100), count: 5, width: 1 };
  expect([...kNearestNeighbours(points, 2)]).toEqual([1, 2, 0, 2, 3, 1, 2, 1, 2, 3]);
});
