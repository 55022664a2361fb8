import { expect, test } from "vitest";
import { random } from "../tensor/index.ts";
import {
  cholesky,
  denseLower,
  invertPositiveDefinite,
  multiplyLower,
  solveLower,
  solvePositiveDefinite,
  solveUpper,
} from "./cholesky.ts";
import { symmetricEigenvalues, symmetricEigenvectors } from "./symmetric-eigen.ts";
import { orthogonalComplement } from "./orthogonal.ts";

const side = 6;

/** Draws a symmetric positive definite matrix. */
function matrix(): Float64Array {
  const rows = random(1, "matrix").normals(side * 9);
  return Float64Array.from({ length: side * side }, (_, at) => {
    const [row, column] = [Math.floor(at / side), at % side];
    let sum = 0;
    for (let k = 0; k < 9; k++) sum += rows[row * 9 + k] * rows[column * 9 + k];
    return sum;
  });
}

const times = (a: Float64Array, x: ArrayLike<number>) =>
  Array.from({ length: side }, (_, row) =>
    Array.from(x).reduce((sum, value, column) => sum + a[row * side + column] * value, 0),
  );

test("solvePositiveDefinite: inverts a matrix-vector product", () => {
  const a = matrix();
  const x = Array.from(random(2, "vector").normals(side));
  solvePositiveDefinite(a, times(a, x)).forEach((value, at) => expect(value).toBeCloseTo(x[at], 8));
  const root = cholesky(a, side);
  times(a, solveUpper(root, solveLower(root, x))).forEach((value, at) => expect(value).toBeCloseTo(x[at], 8));
});

test("symmetricEigenvectors: come in descending order of eigenvalues", () => {
  const a = matrix();
  const found = symmetricEigenvectors(a, side);
  const values = found.map((vector) => times(a, vector).reduce((sum, value, at) => sum + value * vector[at], 0));
  found.forEach((vector, at) => {
    expect(Math.hypot(...vector)).toBeCloseTo(1, 10);
    times(a, vector).forEach((value, axis) => expect(value).toBeCloseTo(values[at] * vector[axis], 8));
    expect(Math.max(...vector)).toBe(Math.max(...vector.map(Math.abs)));
  });
  expect(values).toEqual(values.toSorted((one, other) => other - one));
  symmetricEigenvalues(a, side).forEach((value, at) => expect(value).toBeCloseTo(values[side - 1 - at], 8));
});

test("orthogonalComplement: is orthogonal to vectors that are not orthogonal to each other", () => {
  const [vector, one, other] = [0, 1, 2].map((at) => Array.from(random(3, "others", at).normals(side)));
  const rest = orthogonalComplement(vector, [one, other, one]);
  const product = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, at) => sum + value * b[at], 0);
  expect(product(rest, one)).toBeCloseTo(0, 6);
  expect(product(rest, other)).toBeCloseTo(0, 6);
  expect(Math.hypot(...rest)).toBeGreaterThan(0.1);
  expect(orthogonalComplement(vector, [])).toEqual(vector);
});

test("symmetricEigenvectors: are orthonormal, also for equal eigenvalues and a matrix of 0", () => {
  for (const a of [new Float64Array(side * side), denseLower(Array.from({ length: side }, (_, at) => unit(at)))]) {
    const found = symmetricEigenvectors(a, side);
    found.forEach((one, row) =>
      found.forEach((other, column) =>
        expect(one.reduce((sum, value, at) => sum + value * other[at], 0)).toBeCloseTo(Number(row === column), 10),
      ),
    );
  }
});

/** The lower part of a row of the unit matrix. */
const unit = (at: number) => Float64Array.from({ length: at + 1 }, (_, column) => Number(column === at));

test("cholesky: a column without variance is 0, and multiplyLower inverts solveLower", () => {
  const factor = cholesky(Float64Array.of(4, 0, 2, 0, 0, 0, 2, 0, 5), 3);
  expect(factor.map((row) => [...row])).toEqual([[2], [0, 0], [1, 0, 2]]);
  const solved = solveLower(factor, [2, 0, 5]);
  expect([...solved]).toEqual([1, 0, 2]);
  expect([...multiplyLower(factor, solved, [10, 20, 30])]).toEqual([12, 20, 35]);
});

test("invertPositiveDefinite: gives the lower half of the inverse, and refuses other matrices", () => {
  const a = matrix();
  const inverse = invertPositiveDefinite(a, side);
  const full = inverse.map((_, at) => {
    const [row, column] = [Math.floor(at / side), at % side];
    return inverse[Math.max(row, column) * side + Math.min(row, column)];
  });
  const x = Array.from(random(4, "vector").normals(side));
  times(full, times(a, x)).forEach((value, at) => expect(value).toBeCloseTo(x[at], 8));
  expect(() => invertPositiveDefinite(Float64Array.of(1, 1, 1, 1), 2)).toThrow("invertPositiveDefinite");
});
