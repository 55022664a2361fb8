import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { broadcastShape, formatShape, sizeOf, stridesOf, type Shape } from "./shape.ts";
import { broadcast } from "./op/broadcast.ts";
import { concatenate } from "./op/concatenate.ts";
import { constant } from "./op/constant.ts";
import { conv2d } from "./op/conv2d.ts";
import { conv2dInputGradient } from "./op/conv2d-input-gradient.ts";
import { conv2dWeightGradient } from "./op/conv2d-weight-gradient.ts";
import { input } from "./op/input.ts";
import { max } from "./op/max.ts";
import { leakyRelu } from "./op/leaky-relu.ts";
import { matmul } from "./op/matmul.ts";
import { pad } from "./op/pad.ts";
import { reshape } from "./op/reshape.ts";
import { slice } from "./op/slice.ts";
import { sum } from "./op/sum.ts";
import { transpose } from "./op/transpose.ts";

const seeded = { seed: 1 };
const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 5 });
/** Draws a shape, and one that broadcasts to it. */
const stretchable = fc
  .tuple(shapes, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), fc.nat(5))
  .map(([shape, shrink, cut]) => [shape, shape.map((length, at) => (shrink[at] ? 1 : length)).slice(cut)] as const);

describe("broadcastShape", () => {
  it.each([
    [[], [], []],
    [[3], [], [3]],
    [[2, 1], [3], [2, 3]],
    [
      [4, 1, 5],
      [3, 1],
      [4, 3, 5],
    ],
    [[1], [1, 1], [1, 1]],
  ])("%j and %j make %j", (a, b, both) => {
    expect(broadcastShape("test", a, b)).toEqual(both);
    expect(broadcastShape("test", b, a)).toEqual(both);
  });

  it.each([
    [[2], [3]],
    [
      [2, 3],
      [2, 1, 4],
    ],
    [
      [2, 3],
      [2, 3, 1],
    ],
  ])("%j and %j do not fit", (a, b) => {
    expect(() => broadcastShape("test", a, b)).toThrow(
      `test: expected a shape that fits ${formatShape(a)}, got ${formatShape(b)}`,
    );
  });

  it("returns the larger shape where the other broadcasts to it", () => {
    fc.assert(
      fc.property(stretchable, ([shape, part]) => {
        expect(broadcastShape("test", part, shape)).toEqual(shape);
      }),
      seeded,
    );
  });
});

describe("stridesOf", () => {
  it("reach every element once, in order", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const strides = stridesOf(shape);
        for (let at = 0; at < sizeOf(shape); at++) {
          const index = shape.map((length, axis) => Math.floor(at / strides[axis]) % length);
          if (index.reduce((sum, value, axis) => sum + value * strides[axis], 0) !== at) return false;
        }
        return true;
      }),
      seeded,
    );
  });
});

describe("shapes that do not fit are rejected:", () => {
  const x = input("x", [2, 3, 4]);
  const [picture, weights] = [input("picture", [2, 3, 8, 8]), input("weights", [4, 3, 4, 4])];
  const plain = { stride: [2, 2], padding: [1, 1, 1, 1] } as const;
  const other = (shape: Shape) => input("other", shape);
  const refused: Record<string, () => unknown> = {
    "an axis of length 0": () => input("x", [2, 0]),
    "an axis of a broken length": () => reshape(other([3, 2]), [1.5, 4]),
    "too few constants": () => constant([1, 2], [3]),
    "a reshape of another size": () => reshape(x, [5, 5]),
    "a broadcast that shrinks": () => broadcast(x, [3, 4]),
    "a broadcast of another length": () => broadcast(x, [2, 3, 5]),
    "an axis that is not there": () => sum(x, [3]),
    "a negative axis": () => max(x, [-1]),
    "an axis twice": () => sum(x, [1, 1]),
    "an order that is none": () => transpose(x, [0, 1, 1]),
    "an order of too few axes": () => transpose(x, [1, 0]),
    "a block outside": () => slice(x, [0, 0, 2], [2, 3, 3]),
    "a block of everything that starts later": () => slice(x, [0, 0, 1], [2, 3, 4]),
    "a block of another rank": () => slice(x, [0, 0], [2, 3]),
    "negative padding": () => pad(x, [0, -1, 0], [0, 0, 0]),
    "padding of another rank": () => pad(x, [1], [0, 0, 0]),
    "nothing to concatenate": () => concatenate([], 0),
    "parts of another rank": () => concatenate([x, other([2, 3])], 1),
    "parts of another length": () => concatenate([x, other([2, 3, 5])], 1),
    "matrices that do not fit": () => matmul(other([2, 3]), other([2, 3])),
    "batches that differ": () => matmul(other([2, 2, 3]), other([3, 3, 4])),
    "a vector for a matrix": () => matmul(other([3]), other([3, 1])),
    "weights for other channels": () => conv2d(other([2, 5, 8, 8]), weights, plain),
    "a picture without a batch": () => conv2d(other([3, 8, 8]), weights, plain),
    "a kernel larger than the picture": () => conv2d(other([2, 3, 1, 1]), weights, plain),
    "a stride of 0": () => conv2d(picture, weights, { ...plain, stride: [0, 2] }),
    "half a stride": () => conv2d(picture, weights, { ...plain, stride: [1.5, 2] }),
    "padding below 0": () => conv2d(picture, weights, { ...plain, padding: [1, 1, -1, 1] }),
    "a size that no convolution makes this from": () =>
      conv2dInputGradient(other([2, 4, 4, 4]), weights, [12, 8], plain),
    "a kernel that no convolution makes this with": () =>
      conv2dWeightGradient(picture, other([2, 4, 4, 4]), [6, 4], plain),
    "gradients of another batch": () => conv2dWeightGradient(picture, other([3, 4, 4, 4]), [4, 4], plain),
  };

  it.each(Object.keys(refused))("%s", (name) => {
    expect(refused[name]).toThrow(expect.objectContaining({ code: "shape" }));
  });

  it.each([-0.1, 1.1, NaN])("a slope of %d", (slope) => {
    expect(() => leakyRelu(x, slope)).toThrow(expect.objectContaining({ code: "option" }));
  });
});
