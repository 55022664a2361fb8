import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeDistance } from "../../../test/device-suite/relative-distance.ts";
import { evaluateGraph } from "../../../test/device-suite/evaluate-graph.ts";
import {
  add,
  broadcast,
  concatenate,
  conv2d,
  conv2dInputGradient,
  conv2dWeightGradient,
  erf,
  input,
  max,
  matmul,
  pad,
  random,
  select,
  sizeOf,
  slice,
  softplus,
  sum,
  transpose,
  type Conv2dAttributes,
  type Shape,
  type Tensor,
} from "../../tensor/index.ts";
import type { Values } from "../device.ts";
import { referenceDevice } from "./reference-device.ts";

const device = referenceDevice();
const seeded = { seed: 1, numRuns: 200 };

/** Computes a tensor from the values of its inputs. */
async function value(y: Tensor, inputs: Record<string, readonly number[] | Values> = {}): Promise<number[]> {
  const given = Object.fromEntries(Object.entries(inputs).map(([name, list]) => [name, Float64Array.from(list)]));
  return [...(await evaluateGraph(device, { y }, given)).y];
}

function noise(shape: Shape, purpose: string): Float64Array {
  const stream = random(1, purpose);
  return Float64Array.from({ length: sizeOf(shape) }, stream.normal);
}

describe("by hand", () => {
  const count = (length: number) => Array.from({ length }, (_, at) => at);
  const [square, cube] = [input("x", [2, 3]), input("x", [2, 3, 4])];

  it.each<[string, Tensor, number[], number[]]>([
    ["transpose", transpose(square, [1, 0]), count(6), [0, 3, 1, 4, 2, 5]],
    ["transpose of three axes", transpose(input("x", [1, 2, 3]), [2, 0, 1]), count(6), [0, 3, 1, 4, 2, 5]],
    ["broadcast", broadcast(input("x", [2, 1]), [2, 2, 3]), [1, 2], [1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2]],
    ["slice", slice(cube, [1, 0, 2], [1, 2, 2]), count(24), [14, 15, 18, 19]],
    ["pad", pad(square, [0, 1], [1, 0]), count(6), [0, 0, 1, 2, 0, 3, 4, 5, 0, 0, 0, 0]],
    ["concatenate", concatenate([square, slice(square, [0, 1], [2, 1])], 1), count(6), [0, 1, 2, 1, 3, 4, 5, 4]],
    ["sum", sum(square, [0]), count(6), [3, 5, 7]],
    ["max", max(square, [1]), [-1, -3, -2, 4, 6, 5], [-1, 6]],
    ["add", add(square, slice(square, [1, 0], [1, 3])), count(6), [3, 5, 7, 6, 8, 10]],
    ["select", select(square, square, 9), [0, 1, -2, 0, NaN, 3], [9, 1, -2, 9, NaN, 3]],
    ["matmul", matmul(square, square, { transposeB: true }), count(6), [5, 14, 14, 50]],
  ])("%s", async (_, y, x, wanted) => {
    expect(await value(y, { x })).toEqual(wanted);
  });

  it("a convolution: an edge finder on a 3 × 3 picture, with zeros on the left", async () => {
    const y = conv2d(input("x", [1, 1, 3, 3]), input("w", [1, 1, 1, 2]), { stride: [2, 1], padding: [0, 1, 0, 0] });
    expect(await value(y, { x: [1, 2, 4, 0, 0, 0, 5, 5, 9], w: [-1, 1] })).toEqual([1, 1, 2, 5, 0, 4]);
  });
});

describe("functions", () => {
  it("erf as in Abramowitz and Stegun, table 7.1, and in its tails", async () => {
    const x = [0, 0.1, 0.5, 1, 1.5, 2, -1, 3.5, 5.9, 40];
    const wanted = [
      0, 0.1124629160182849, 0.5204998778130465, 0.8427007929497149, 0.9661051464753108, 0.9953222650189527,
    ];
    const got = await value(erf(input("x", [x.length])), { x });
    expect(relativeDistance(Float64Array.from(got.slice(0, 6)), Float64Array.from(wanted))).toBeLessThan(1e-15);
    expect(got[6]).toBe(-got[3]);
    expect(1 - got[7]).toBeCloseTo(7.430983723414e-7, 14);
    expect(got.slice(8)).toEqual([1, 1]);
  });

  it("softplus neither overflows nor loses small numbers", async () => {
    const got = await value(softplus(input("x", [3])), { x: [-40, 0, 1000] });
    expect(got[0] / Math.exp(-40)).toBeCloseTo(1, 12);
    expect(got[1]).toBe(Math.LN2);
    expect(got[2]).toBe(1000);
  });
});

/** Computes the three convolutions independently, one product at a time. */
function products(x: Shape, w: Shape, y: Shape, { stride, padding }: Conv2dAttributes): [number, number, number][] {
  const found: [number, number, number][] = [];
  for (let n = 0; n < x[0]; n++)
    for (let o = 0; o < w[0]; o++)
      for (let c = 0; c < x[1]; c++)
        for (let i = 0; i < y[2]; i++)
          for (let j = 0; j < y[3]; j++)
            for (let u = 0; u < w[2]; u++)
              for (let v = 0; v < w[3]; v++) {
                const [row, column] = [i * stride[0] - padding[0] + u, j * stride[1] - padding[1] + v];
                if (row < 0 || row >= x[2] || column < 0 || column >= x[3]) continue;
                found.push([at(x, n, c, row, column), at(w, o, c, u, v), at(y, n, o, i, j)]);
              }
  return found;
}

function at([, b, c, d]: Shape, i: number, j: number, k: number, l: number): number {
  return ((i * b + j) * c + k) * d + l;
}

const side = fc.integer({ min: 1, max: 7 });
const few = fc.integer({ min: 1, max: 3 });
const zeros = fc.nat(4);
const convolutions = fc
  .record({
    x: fc.tuple(few, few, side, side),
    out: few,
    kernel: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
    stride: fc.tuple(few, few),
    padding: fc.tuple(zeros, zeros, zeros, zeros),
  })
  .filter(({ x, kernel, padding }) => [0, 1].every((s) => x[2 + s] + padding[s] + padding[2 + s] >= kernel[s]));

describe("for any sides, strides and padding", () => {
  it("the convolutions are the sums of the same products", async () => {
    await fc.assert(
      fc.asyncProperty(convolutions, async ({ x, out, kernel, ...attributes }) => {
        const [picture, weights] = [input("x", x), input("w", [out, x[1], ...kernel])];
        const y = conv2d(picture, weights, attributes);
        const dy = input("y", y.shape);
        const given = { x: noise(x, "x"), w: noise(weights.shape, "w"), y: noise(y.shape, "y") };
        const [wantedX, wantedW, wantedY] = [given.x, given.w, given.y].map(({ length }) => new Float64Array(length));
        for (const [i, j, k] of products(x, weights.shape, y.shape, attributes)) {
          wantedY[k] += given.x[i] * given.w[j];
          wantedX[i] += given.y[k] * given.w[j];
          wantedW[j] += given.x[i] * given.y[k];
        }
        const byX = conv2dInputGradient(dy, weights, [x[2], x[3]], attributes);
        const byW = conv2dWeightGradient(picture, dy, kernel, attributes);
        const got = await evaluateGraph(device, { y, byX, byW }, given);
        expect(relativeDistance(got.y, wantedY)).toBeLessThan(1e-13);
        expect(relativeDistance(got.byX, wantedX)).toBeLessThan(1e-13);
        expect(relativeDistance(got.byW, wantedW)).toBeLessThan(1e-13);
      }),
      seeded,
    );
  });
});
