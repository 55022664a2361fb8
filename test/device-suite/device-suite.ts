/**
 * Cases that every device must compute as the reference device does: each operation with broadcasting, odd shapes and every
 * kind of padding, and its first and second derivatives. Tests and a page run them on each device.
 */
import {
  abs,
  add,
  broadcast,
  concatenate,
  constant,
  conv2d,
  conv2dInputGradient,
  conv2dWeightGradient,
  divide,
  erf,
  exp,
  greater,
  input,
  max,
  leakyRelu,
  log,
  logSigmoid,
  logSoftmax,
  matmul,
  maximum,
  mean,
  minimum,
  multiply,
  pad,
  reshape,
  select,
  formatShape,
  sigmoid,
  slice,
  softmax,
  softplus,
  sqrt,
  square,
  stopGradient,
  subtract,
  sum,
  tanh,
  transpose,
  withGradient,
  type Conv2dAttributes,
  type Shape,
  type Tensor,
} from "../../src/tensor/index.ts";
import type { SuiteCase } from "./suite-graph.ts";

/** Pairs of shapes that broadcast. */
const broadcastShapes: readonly (readonly [Shape, Shape])[] = [
  [
    [2, 3, 5],
    [2, 3, 5],
  ],
  [[6], []],
  [[], [3, 2]],
  [[1], [2, 3]],
  [
    [4, 1],
    [1, 5],
  ],
  [
    [2, 3, 4, 5],
    [1, 3, 1, 1],
  ],
  [[5], [2, 3, 5]],
  [
    [2, 3, 5],
    [3, 1],
  ],
  [
    [3, 1, 2, 1],
    [2, 1, 3],
  ],
];

const unaryCases: SuiteCase[] = Object.entries({
  exp,
  tanh,
  sigmoid,
  softplus,
  erf,
  square,
  logSigmoid,
  absolute: abs,
}).map(([name, build]) => ({ name, shapes: [[3, 5]], build }));

const positiveUnaryCases: SuiteCase[] = Object.entries({ log, sqrt }).map(([name, build]) => ({
  name,
  shapes: [[3, 5]],
  build,
  needsPositive: true,
}));

const binaryCases: SuiteCase[] = Object.entries({ add, subtract, multiply, divide, maximum, minimum, greater }).flatMap(
  ([name, build]) =>
    broadcastShapes.map(([a, b]) => ({
      name: `${name} ${formatShape(a)} ${formatShape(b)}`,
      shapes: [a, b],
      build,
      needsPositive: name === "divide",
    })),
);

const selectionCases: SuiteCase[] = (
  [
    [
      [2, 3],
      [2, 3],
      [2, 3],
    ],
    [[3], [2, 1], []],
    [[], [2, 3], [3]],
    [[2, 1, 3], [4, 1], [3]],
  ] as const
).map((shapes) => ({
  name: `select ${shapes.map(formatShape).join(" ")}`,
  shapes,
  build: (mask, a, b) => select(greater(mask, 0), a, b),
}));

const reductionCases: SuiteCase[] = Object.entries({ sum, max, mean }).flatMap(([name, fold]) =>
  [[0], [1], [3], [1, 3], [0, 2, 3], [2, 3], [0, 1, 2, 3]].map((axes) => ({
    name: `${name} over ${axes}`,
    shapes: [[2, 3, 4, 5]],
    build: (x) => fold(x, axes),
  })),
);

const shapingCases: SuiteCase[] = [
  { name: "reshape", shapes: [[2, 3, 4]], build: (x) => reshape(square(x), [4, 1, 6]) },
  { name: "reshape to a scalar", shapes: [[1, 1]], build: (x) => reshape(square(x), []) },
  { name: "transpose 2", shapes: [[2, 3]], build: (x) => transpose(square(x), [1, 0]) },
  { name: "transpose 4", shapes: [[2, 3, 4, 5]], build: (x) => transpose(square(x), [2, 0, 3, 1]) },
  { name: "transpose long axes", shapes: [[19, 1, 23]], build: (x) => transpose(square(x), [2, 1, 0]) },
  { name: "broadcast a scalar", shapes: [[]], build: (x) => broadcast(square(x), [2, 3]) },
  { name: "broadcast inside", shapes: [[2, 1, 3]], build: (x) => broadcast(square(x), [4, 2, 5, 3]) },
  { name: "slice", shapes: [[4, 5, 6]], build: (x) => slice(square(x), [1, 0, 3], [2, 5, 2]) },
  { name: "slice one number", shapes: [[4, 5]], build: (x) => slice(square(x), [3, 4], [1, 1]) },
  { name: "pad", shapes: [[2, 3]], build: (x) => pad(square(x), [1, 0], [0, 2]) },
  { name: "pad pictures", shapes: [[2, 1, 3, 4]], build: (x) => pad(square(x), [0, 0, 2, 1], [0, 0, 1, 3]) },
  ...[0, 1, 2].map((axis) => ({
    name: `concatenate along ${axis}`,
    shapes: [[2, 3, 4].with(axis, 1), [2, 3, 4].with(axis, 5), [2, 3, 4]],
    build: (...parts: Tensor[]) => concatenate(parts.map(square), axis),
  })),
];

const matmulCases: SuiteCase[] = [false, true].flatMap((transposeA) =>
  [false, true].flatMap((transposeB) =>
    (
      [
        [[], 3, 4, 5],
        [[], 1, 7, 1],
        [[], 5, 1, 2],
        [[2], 3, 2, 4],
        [[2, 3], 2, 5, 1],
      ] as const
    ).map(([batch, n, k, m]) => ({
      name: `matmul ${formatShape([...batch, n, k, m])}${transposeA ? " aᵀ" : ""}${transposeB ? " bᵀ" : ""}`,
      shapes: [
        [...batch, ...(transposeA ? [k, n] : [n, k])],
        [...batch, ...(transposeB ? [m, k] : [k, m])],
      ],
      build: (a: Tensor, b: Tensor) => matmul(a, b, { transposeA, transposeB }),
    })),
  ),
);

/** Images [batch, in, height, width], weights [out, in, kernelHeight, kernelWidth], stride, padding. */
const convolutions: readonly (readonly [Shape, Shape, ...Shape[]])[] = [
  [
    [2, 3, 8, 8],
    [4, 3, 4, 4],
    [2, 2],
    [1, 1, 1, 1],
  ], // halves, as in DCGAN
  [
    [2, 3, 5, 6],
    [4, 3, 3, 3],
    [1, 1],
    [1, 1, 1, 1],
  ], // keeps the size
  [
    [3, 5, 4, 4],
    [2, 5, 4, 4],
    [1, 1],
    [0, 0, 0, 0],
  ], // to a single number
  [
    [2, 5, 1, 1],
    [5, 5, 4, 4],
    [1, 1],
    [3, 3, 3, 3],
  ], // from a single number
  [
    [2, 3, 4, 5],
    [4, 3, 1, 1],
    [1, 1],
    [0, 0, 0, 0],
  ], // a matrix product in each pixel
  [
    [2, 3, 5, 5],
    [2, 3, 1, 1],
    [2, 2],
    [0, 0, 0, 0],
  ], // skips pixels
  [
    [1, 2, 9, 7],
    [3, 2, 3, 3],
    [2, 2],
    [1, 1, 1, 1],
  ], // odd sides
  [
    [2, 2, 9, 8],
    [3, 2, 4, 4],
    [2, 2],
    [1, 1, 1, 1],
  ], // the last row is not reached
  [
    [1, 2, 7, 8],
    [2, 2, 2, 3],
    [3, 2],
    [0, 0, 0, 0],
  ], // the last rows and columns are not reached
  [
    [1, 1, 6, 5],
    [2, 1, 5, 2],
    [2, 3],
    [2, 0, 1, 3],
  ], // nothing is symmetric
  [
    [1, 2, 4, 6],
    [1, 2, 3, 5],
    [1, 2],
    [0, 4, 3, 0],
  ], // padding on two sides only
  [
    [1, 1, 3, 3],
    [1, 1, 2, 2],
    [1, 1],
    [4, 0, 0, 4],
  ], // kernels that see nothing but padding
  [
    [2, 1, 16, 16],
    [3, 1, 5, 5],
    [4, 4],
    [2, 2, 2, 2],
  ], // wide steps
];

const convolutionCases: SuiteCase[] = convolutions.flatMap(([x, w, stride, padding]): SuiteCase[] => {
  const attributes = { stride, padding } as unknown as Conv2dAttributes;
  const y = conv2d(input("x", x), input("w", w), attributes).shape;
  const name = `${formatShape(x)} * ${formatShape(w)} by ${stride} in ${padding}`;
  return [
    { name: `conv2d ${name}`, shapes: [x, w], build: (a, b) => conv2d(a, b, attributes) },
    {
      name: `conv2dInputGradient ${name}`,
      shapes: [y, w],
      build: (a, b) => conv2dInputGradient(a, b, [x[2], x[3]], attributes),
    },
    {
      name: `conv2dWeightGradient ${name}`,
      shapes: [x, y],
      build: (a, b) => conv2dWeightGradient(a, b, [w[2], w[3]], attributes),
    },
  ];
});

const specialCases: SuiteCase[] = [
  ...[0, 0.2, 1].map((slope) => ({
    name: `leakyRelu ${slope}`,
    shapes: [[2, 3, 5]],
    build: (x: Tensor) => square(leakyRelu(x, slope)),
  })),
  { name: "leakyRelu at 0", shapes: [[3]], values: [-1, 0, 1], build: (x) => leakyRelu(x, 0.2) },
  { name: "softplus far out", shapes: [[5]], values: [-200, -30, 0.5, 30, 200], build: softplus },
  { name: "logSigmoid far out", shapes: [[5]], values: [-200, -30, 0.5, 30, 200], build: logSigmoid },
  { name: "sigmoid far out", shapes: [[5]], values: [-200, -30, 0.5, 30, 200], build: sigmoid },
  { name: "tanh far out", shapes: [[5]], values: [-200, -30, 0.5, 30, 200], build: tanh },
  { name: "erf far out", shapes: [[6]], values: [-20, -3, 0, 1e-4, 3, 20], build: erf },
  { name: "equal maxima", shapes: [[2, 3]], values: [1, 2, 2, 5, 5, 5], build: (x) => max(x, [1]) },
  { name: "equal sides", shapes: [[3]], values: [1, 2, 3], build: (x) => add(maximum(x, 2), minimum(x, 2)) },
  { name: "greater than itself", shapes: [[3]], build: (x) => greater(x, x) },
  { name: "select by any number", shapes: [[4]], values: [-1, 0, 0.5, 2], build: (x) => select(x, square(x), 7) },
  { name: "softmax", shapes: [[3, 5]], build: (x) => softmax(x, 1) },
  { name: "logSoftmax of large numbers", shapes: [[1, 3]], values: [500, 501, 400], build: (x) => logSoftmax(x, 1) },
  { name: "stopGradient", shapes: [[3]], build: (x) => multiply(stopGradient(exp(x)), x) },
  { name: "withGradient", shapes: [[3]], build: (x) => withGradient(exp(x), [x], (dy) => [multiply(dy, square(x))]) },
  {
    name: "constants",
    shapes: [[2, 3]],
    build: (x) => multiply(add(x, constant([1, 2, 3], [3])), constant(2, [2, 1])),
  },
  { name: "one thing several times", shapes: [[2, 2]], build: (x) => matmul(add(x, x), multiply(x, tanh(x))) },
  {
    name: "normalisation, activation, convolution",
    shapes: [
      [3, 2, 6, 6],
      [4, 2, 3, 3],
    ],
    build: (x, w) => {
      const centered = subtract(x, mean(x, [0, 2, 3]));
      const spread = sqrt(add(mean(square(centered), [0, 2, 3]), 1e-5));
      return conv2d(leakyRelu(divide(centered, spread)), w, { stride: [2, 2], padding: [1, 1, 1, 1] });
    },
  },
];

/**
 * NaN must stay NaN, so that a diverged training is noticed. The derivative of a leaky ReLU at NaN is not compared: it is NaN
 * on `onnx` only.
 */
const valuesWithNaN = [0.5, NaN, -1, 2, NaN, 0];
const awayFromZero = (value: number): number => Math.abs(value) + 0.1; // log 0 differs between GPUs
const nonFiniteCases: SuiteCase[] = [
  ...Object.entries({ exp, tanh, sigmoid, softplus, erf, square, logSigmoid, absolute: abs, log, sqrt }).map(
    ([name, build]) => ({
      name: `${name} of what is no number`,
      shapes: [[6]],
      values: valuesWithNaN.map(awayFromZero),
      build,
    }),
  ),
  ...Object.entries({ add, subtract, multiply, divide, maximum, minimum, greater }).flatMap(([name, build]) => [
    { name: `${name}: no number first`, shapes: [[6]], values: valuesWithNaN, build: (x: Tensor) => build(x, 0.25) },
    { name: `${name}: no number second`, shapes: [[6]], values: valuesWithNaN, build: (x: Tensor) => build(0.25, x) },
  ]),
  ...[0, 0.2, 1].map((slope) => ({
    name: `leakyRelu ${slope} of what is no number`,
    shapes: [[6]],
    values: valuesWithNaN,
    build: (x: Tensor) => leakyRelu(stopGradient(x), slope),
  })),
  {
    name: "select what is no number",
    shapes: [[6], [6]],
    values: valuesWithNaN,
    build: (x, y) => select(greater(y, 0), x, y),
  },
  { name: "select by what is no number", shapes: [[6], [6]], values: valuesWithNaN, build: (x, y) => select(x, y, 7) },
  ...Object.entries({ sum, max, mean }).map(([name, fold]) => ({
    name: `${name} over what is no number`,
    shapes: [[2, 3]],
    values: [1, 2, 3, NaN, 4, 5],
    build: (x: Tensor) => fold(x, [1]),
  })),
  {
    name: "matmul of what is no number",
    shapes: [
      [2, 3],
      [3, 2],
    ],
    values: [1, 2, 3, 4, NaN, 5],
    build: (a, b) => matmul(a, b),
  },
];

/** All cases; together they cover all operations. */
export const deviceSuite: readonly SuiteCase[] = [
  ...unaryCases,
  ...positiveUnaryCases,
  ...binaryCases,
  ...selectionCases,
  ...reductionCases,
  ...shapingCases,
  ...matmulCases,
  ...convolutionCases,
  ...specialCases,
  ...nonFiniteCases,
];
