/**
 * Definitions of all operations as plain loops in float64, which all other devices are compared with. Readable first; fast
 * enough for small networks.
 */
import { sizeOf, stridesOf, sameShape, type OpName, type Shape, type Tensor } from "../../tensor/index.ts";
import { addProduct } from "./add-product.ts";
import {
  referenceConv2d,
  referenceConv2dInputGradient,
  referenceConv2dWeightGradient,
} from "./reference-convolution.ts";

type Numbers = Float64Array;

/** Computes a tensor's numbers from those of its inputs. */
export type ReferenceKernel<Name extends OpName> = (node: Tensor<Name>, inputs: readonly Numbers[]) => Numbers;

/** All operations but the sources `input` and `state`, whose numbers come from outside. */
export const referenceKernels: { readonly [Name in Exclude<OpName, "input" | "state">]: ReferenceKernel<Name> } = {
  constant: ({ shape, attributes: { values } }) =>
    values.length === 1 ? new Float64Array(sizeOf(shape)).fill(values[0]) : Float64Array.from(values),

  exp: (_, [x]) => x.map(Math.exp),
  log: (_, [x]) => x.map(Math.log),
  sqrt: (_, [x]) => x.map(Math.sqrt),
  tanh: (_, [x]) => x.map(Math.tanh),
  sigmoid: (_, [x]) => x.map((value) => 1 / (1 + Math.exp(-value))),
  softplus: (_, [x]) => x.map((value) => Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value)))),
  erf: (_, [x]) => x.map(errorFunction),
  leakyRelu: ({ attributes: { slope } }, [x]) => x.map((value) => (value > 0 ? value : slope * value)),

  add: elementWise((a, b) => a + b),
  subtract: elementWise((a, b) => a - b),
  multiply: elementWise((a, b) => a * b),
  divide: elementWise((a, b) => a / b),
  maximum: elementWise(Math.max),
  minimum: elementWise(Math.min),
  greater: elementWise((a, b) => (a > b ? 1 : 0)),
  select: elementWise((mask, a, b) => (mask !== 0 ? a : b)),

  sum: reduceAxes(0, (total, value) => total + value),
  max: reduceAxes(-Infinity, Math.max),

  reshape: (_, [x]) => x,
  transpose: ({ shape, inputs: [from], attributes: { order } }, [x]) => {
    const strides = stridesOf(from.shape);
    return gather(
      x,
      elementOffsets(
        shape,
        order.map((axis) => strides[axis]),
      ),
    );
  },
  broadcast: ({ shape, inputs: [from] }, [x]) => gather(x, elementOffsets(shape, broadcastStrides(from.shape, shape))),
  slice: ({ shape, inputs: [from], attributes: { start } }, [x]) => {
    const strides = stridesOf(from.shape);
    return gather(x, elementOffsets(shape, strides, dot(start, strides)));
  },
  pad({ shape, inputs: [from], attributes: { before } }, [x]) {
    const strides = stridesOf(shape);
    return scatter(new Float64Array(sizeOf(shape)), x, elementOffsets(from.shape, strides, dot(before, strides)));
  },
  concatenate({ shape, inputs, attributes: { axis } }, parts) {
    const strides = stridesOf(shape);
    const y = new Float64Array(sizeOf(shape));
    let start = 0;
    inputs.forEach((part, index) => {
      scatter(y, parts[index], elementOffsets(part.shape, strides, start * strides[axis]));
      start += part.shape[axis];
    });
    return y;
  },

  matmul({ shape, inputs, attributes: { transposeA, transposeB } }, [a, b]) {
    const [n, m] = shape.slice(-2);
    const k = inputs[0].shape.at(transposeA ? -2 : -1)!;
    const [rowA, columnA] = transposeA ? [1, n] : [k, 1];
    const [rowB, columnB] = transposeB ? [1, k] : [m, 1];
    const y = new Float64Array(sizeOf(shape));
    for (let at = 0, batch = 0; at < y.length; at += n * m, batch++)
      addProduct(
        { values: y, start: at, row: m, column: 1 },
        { values: a, start: batch * n * k, row: rowA, column: columnA },
        { values: b, start: batch * k * m, row: rowB, column: columnB },
        [n, k, m],
      );
    return y;
  },
  conv2d: referenceConv2d,
  conv2dInputGradient: referenceConv2dInputGradient,
  conv2dWeightGradient: referenceConv2dWeightGradient,

  withGradient: (_, [y]) => y,
};

/** Applies a function to the elements of all inputs, broadcast to the shape of the result. */
function elementWise(apply: (...values: number[]) => number) {
  return ({ shape, inputs }: Tensor, values: readonly Numbers[]): Numbers => {
    const [a, b, c] = values.map((x, index) => {
      const from = inputs[index].shape;
      return sameShape(from, shape) ? x : gather(x, elementOffsets(shape, broadcastStrides(from, shape)));
    });
    return c ? a.map((value, at) => apply(value, b[at], c[at])) : a.map((value, at) => apply(value, b[at]));
  };
}

/** Reduces axes: combines all elements along them, beginning with `start`. */
function reduceAxes(start: number, combine: (before: number, value: number) => number) {
  return ({ shape, inputs: [from] }: Tensor, [x]: readonly Numbers[]): Numbers => {
    const y = new Float64Array(sizeOf(shape)).fill(start);
    elementOffsets(from.shape, broadcastStrides(shape, from.shape)).forEach(
      (to, at) => (y[to] = combine(y[to], x[at])),
    );
    return y;
  };
}

/** Computes the offset of each element of a shape, in row-major order, for the given strides. */
function elementOffsets(shape: Shape, strides: readonly number[], start = 0): Int32Array {
  let at = Int32Array.of(start);
  shape.forEach((length, axis) => {
    const outer = at;
    at = new Int32Array(outer.length * length);
    for (let i = 0, to = 0; i < outer.length; i++)
      for (let j = 0; j < length; j++) at[to++] = outer[i] + j * strides[axis];
  });
  return at;
}

/** Computes the strides that broadcast a tensor: 0 along axes that it lacks or that have length 1. */
function broadcastStrides(from: Shape, to: Shape): number[] {
  const strides = stridesOf(from);
  const lead = to.length - from.length;
  return to.map((_, axis) => (axis < lead || from[axis - lead] === 1 ? 0 : strides[axis - lead]));
}

function gather(x: Numbers, from: Int32Array): Numbers {
  const y = new Float64Array(from.length);
  for (let at = 0; at < y.length; at++) y[at] = x[from[at]];
  return y;
}

function scatter(y: Numbers, x: Numbers, to: Int32Array): Numbers {
  for (let at = 0; at < x.length; at++) y[to[at]] = x[at];
  return y;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, value, axis) => total + value * b[axis], 0);
}

/** erf x = 2/√π · e^−x² · Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 · … · (2n + 1)) (Abramowitz and Stegun 1964, 7.1.6): no term cancels. */
function errorFunction(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let [term, total] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(total); n++) total += term *= (2 * x * x) / (2 * n + 1);
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
}
