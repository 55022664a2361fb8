import { expect, test } from "vitest";
import { referenceDevice } from "../device/index.ts";
import { add, constant, input, matmul, random, subtract, tanh, type Tensor } from "../tensor/index.ts";
import { solveByBroyden } from "./broyden.ts";

const [rows, width, iterations] = [16, 12, 10];
const device = referenceDevice();
const wanted = random(5, "target").normals(rows * width);

type Solver = (f: (x: Tensor) => Tensor, target: Tensor) => Tensor;

/** Returns how far `f` of a solver's results is from the targets, in each row: root of the sum of squares. */
async function distances(f: (x: Tensor) => Tensor, solve: Solver): Promise<number[]> {
  const target = input("target", [rows, width]);
  const program = await device.compile({
    outputs: { rest: subtract(f(solve(f, target)), target) },
    updates: new Map(),
  });
  const rest = await program.run(device.upload(new Map()), { target: wanted }).rest.read();
  return Array.from({ length: rows }, (_, row) => Math.hypot(...rest.slice(row * width, (row + 1) * width)));
}

/** Solves by the plain iteration, with twice the calls. */
const iterate: Solver = (f, target) => {
  let x = target;
  for (let iteration = 0; iteration < 2 * iterations; iteration++) x = add(x, subtract(target, f(x)));
  return x;
};
const broyden: Solver = (f, target) => solveByBroyden(f, target, iterations);

/** Returns `x + tanh(x W)`, where W is small but for a few features, which it multiplies by `strength`. */
function mapOf(strength: number): (x: Tensor) => Tensor {
  const weights = random(7, "weights").normals(width * width);
  const matrix = weights.map((weight, at) => (0.3 * weight) / Math.sqrt(width) + (at % (4 * width + 4) ? 0 : strength));
  return (x) => add(x, tanh(matmul(x, constant(matrix, [width, width]))));
}

test("Broyden's method finds what a map near the identity came from", async () => {
  expect(Math.max(...(await distances(mapOf(0), broyden)))).toBeLessThan(1e-5);
});

test("Broyden's method comes nearer than the plain iteration where that one leads away, in each row", async () => {
  const [near, far] = [await distances(mapOf(2), broyden), await distances(mapOf(2), iterate)];
  const lengths = Array.from({ length: rows }, (_, row) => Math.hypot(...wanted.slice(row * width, (row + 1) * width)));
  const isNearer = near.filter((distance, row) => distance < far[row]);
  expect(isNearer).toHaveLength(rows);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  expect(sum(near)).toBeLessThan(sum(far) / 10);
  expect(Math.max(...near)).toBeLessThan(Math.max(...lengths));
});

test("Broyden's method leaves a row that is solved already as it is", async () => {
  expect(await distances((x) => x, broyden)).toEqual(Array(rows).fill(0));
});
