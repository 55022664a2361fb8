import { expect, test } from "vitest";
import { random } from "../tensor/index.ts";
import { symmetricEigenvalues } from "./symmetric-eigen.ts";

/** Q·diag(values)·Qᵀ for some rotation Q: a product of reflections. */
function rotated(values: readonly number[], seed: number): Float64Array {
  const width = values.length;
  let matrix: Float64Array = Float64Array.from({ length: width * width }, (_, at) =>
    at % (width + 1) === 0 ? values[at % width] : 0,
  );
  for (let round = 0; round < 3; round++) {
    const normal = random(seed, "normal", round).normals(width);
    const length = normal.reduce((sum, value) => sum + value * value, 0);
    const reflect = (at: number) =>
      (at % (width + 1) === 0 ? 1 : 0) - (2 * normal[Math.floor(at / width)] * normal[at % width]) / length;
    const mirror = Float64Array.from({ length: width * width }, (_, at) => reflect(at));
    matrix = times(times(mirror, matrix, width), mirror, width);
  }
  return matrix;
}

function times(a: Float64Array, b: Float64Array, width: number): Float64Array {
  return Float64Array.from({ length: width * width }, (_, at) => {
    let sum = 0;
    for (let one = 0; one < width; one++) sum += a[at - (at % width) + one] * b[one * width + (at % width)];
    return sum;
  });
}

test.each([
  ["one", [3]],
  ["two", [-1, 2]],
  ["equal ones", [2, 2, 2, 2]],
  ["none but one", [0, 0, 0, 0, 7]],
  ["of all sizes", [-1e3, -1, -1e-6, 0, 1e-6, 1, 1e3]],
  ["many", Array.from({ length: 60 }, (_, at) => at * at - 100)],
])("finds the eigenvalues: %s", (_, values) => {
  const expected = [...values].sort((a, b) => a - b);
  const scale = Math.max(...values.map(Math.abs));
  const found = symmetricEigenvalues(rotated(values, 1), values.length);
  found.forEach((value, at) => expect(Math.abs(value - expected[at])).toBeLessThan(1e-13 * scale * values.length));
});

test("a diagonal matrix, one of zeros, and one that has three diagonals already", () => {
  expect([...symmetricEigenvalues(Float64Array.of(3, 0, 0, 0, 1, 0, 0, 0, 2), 3)]).toEqual([1, 2, 3]);
  expect([...symmetricEigenvalues(new Float64Array(16), 4)]).toEqual([0, 0, 0, 0]);
  const chain = Float64Array.from({ length: 25 }, (_, at) => (Math.abs(Math.floor(at / 5) - (at % 5)) === 1 ? 1 : 0));
  symmetricEigenvalues(chain, 5).forEach((value, at) =>
    expect(value).toBeCloseTo(-2 * Math.cos(((at + 1) * Math.PI) / 6), 13),
  );
});

test("ends where most eigenvalues are 0 and rounding leaves something of each", () => {
  const [width, rank, share] = [128, 41, 0.5212242702100934];
  const stream = random(47, "x");
  for (let skipped = 0; skipped < 2; skipped++) stream.uniform();
  const normals = Float64Array.from({ length: width * rank }, () => stream.normal());
  const side = normals.map((value, at) => value * share ** (Math.floor(at / rank) / width));
  const matrix = Float64Array.from({ length: width * width }, (_, at) => {
    const [row, column] = [Math.floor(at / width), at % width];
    let sum = 0;
    for (let one = 0; one < rank; one++) sum += side[row * rank + one] * side[column * rank + one];
    return sum;
  });
  const found = symmetricEigenvalues(matrix, width);
  const trace = matrix.reduce((sum, value, at) => (at % (width + 1) === 0 ? sum + value : sum), 0);
  expect(found.reduce((sum, value) => sum + value, 0) / trace).toBeCloseTo(1, 12);
  expect(found.filter((value) => value > 1e-9 * trace)).toHaveLength(rank);
});
