import fc from "fast-check";
import { expect, test } from "vitest";
import { random } from "../tensor/index.ts";
import { dequantizeWeights, quantizeWeights } from "./quantize-weights.ts";

const normal = random(1, "quantized weights").normals(600);
const rootMeanSquare = (values: Float32Array) =>
  Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);

test("quantization: every weight is within half a step, far ones too, and a second one changes nothing", () => {
  fc.assert(
    fc.property(
      fc.float({ min: Math.fround(1e-3), max: 1e3, noNaN: true }),
      fc.integer({ min: 0, max: 400 }),
      (scale, far) => {
        const values = normal.map((value, at) => (at === 7 ? far : value) * scale);
        const weights = new Map([["dense.weight", { shape: [20, 30], values }]]);
        const { tensors, dtypes, steps } = quantizeWeights(weights);
        expect(new Set(dtypes.values())).toEqual(new Set(["U8"]));
        const again = dequantizeWeights(tensors, steps).get("dense.weight")!;
        expect(again.shape).toEqual([20, 30]);
        const worst = Math.max(...again.values.map((value, at) => Math.abs(value - values[at])));
        expect(worst).toBeLessThanOrEqual(steps["dense.weight"] / 2);
        expect(steps["dense.weight"]).toBeLessThanOrEqual(rootMeanSquare(values) / 16);
      },
    ),
    { seed: 1, numRuns: 50 },
  );
});

test("quantization: multiples within a byte need no high bytes, vectors and what is not finite stay", () => {
  const broken = normal.map((value, at) => (at === 3 ? Number.NaN : value));
  const weights = new Map([
    ["dense.weight", { shape: [20, 30], values: normal }],
    ["dense.bias", { shape: [600], values: normal }],
    ["broken.weight", { shape: [20, 30], values: broken }],
    ["empty.weight", { shape: [20, 30], values: new Float32Array(600) }],
  ]);
  const { tensors, steps } = quantizeWeights(weights);
  expect([...tensors.keys()]).toEqual([...weights.keys()]);
  expect(Object.keys(steps)).toEqual(["dense.weight"]);
  const again = dequantizeWeights(tensors, steps);
  for (const name of ["dense.bias", "broken.weight", "empty.weight"])
    expect(again.get(name)).toEqual(weights.get(name));
});
