import { OmakaseError } from "../error.ts";
import type { OpAttributes, OpName } from "./op-set.ts";
import { add } from "./op/add.ts";
import { broadcast } from "./op/broadcast.ts";
import { concatenate } from "./op/concatenate.ts";
import { constant } from "./op/constant.ts";
import { conv2dInputGradient } from "./op/conv2d-input-gradient.ts";
import { conv2dWeightGradient } from "./op/conv2d-weight-gradient.ts";
import { conv2d } from "./op/conv2d.ts";
import { divide } from "./op/divide.ts";
import { erf } from "./op/erf.ts";
import { exp } from "./op/exp.ts";
import { greater } from "./op/greater.ts";
import { input } from "./op/input.ts";
import { max } from "./op/max.ts";
import { leakyRelu } from "./op/leaky-relu.ts";
import { log } from "./op/log.ts";
import { matmul } from "./op/matmul.ts";
import { maximum } from "./op/maximum.ts";
import { minimum } from "./op/minimum.ts";
import { multiply } from "./op/multiply.ts";
import { pad } from "./op/pad.ts";
import { reshape } from "./op/reshape.ts";
import { select } from "./op/select.ts";
import { sigmoid } from "./op/sigmoid.ts";
import { slice } from "./op/slice.ts";
import { softplus } from "./op/softplus.ts";
import { sqrt } from "./op/sqrt.ts";
import { state } from "./op/state.ts";
import { subtract } from "./op/subtract.ts";
import { sum } from "./op/sum.ts";
import { tanh } from "./op/tanh.ts";
import { transpose } from "./op/transpose.ts";
import type { Shape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";
import { tensorText } from "../text/index.ts";

type Builder<Name extends OpName> = (inputs: readonly Tensor[], attributes: OpAttributes[Name], shape: Shape) => Tensor;

/** Functions that build each operation from the parts of a tensor. */
const builders: { readonly [Name in OpName]: Builder<Name> } = {
  input: (_, { name }, shape) => input(name, shape),
  state: (_, { name }, shape) => state(name, shape),
  constant: (_, { values }, shape) => constant(values, shape),
  exp: ([x]) => exp(x),
  log: ([x]) => log(x),
  sqrt: ([x]) => sqrt(x),
  tanh: ([x]) => tanh(x),
  sigmoid: ([x]) => sigmoid(x),
  softplus: ([x]) => softplus(x),
  erf: ([x]) => erf(x),
  leakyRelu: ([x], { slope }) => leakyRelu(x, slope),
  add: ([a, b]) => add(a, b),
  subtract: ([a, b]) => subtract(a, b),
  multiply: ([a, b]) => multiply(a, b),
  divide: ([a, b]) => divide(a, b),
  maximum: ([a, b]) => maximum(a, b),
  minimum: ([a, b]) => minimum(a, b),
  greater: ([a, b]) => greater(a, b),
  select: ([condition, a, b]) => select(condition, a, b),
  sum: ([x], { axes }) => sum(x, axes),
  max: ([x], { axes }) => max(x, axes),
  reshape: ([x], _, shape) => reshape(x, shape),
  transpose: ([x], { order }) => transpose(x, order),
  broadcast: ([x], _, shape) => broadcast(x, shape),
  slice: ([x], { start }, shape) => slice(x, start, shape),
  pad: ([x], { before, after }) => pad(x, before, after),
  concatenate: (parts, { axis }) => concatenate(parts, axis),
  matmul: ([a, b], attributes) => matmul(a, b, attributes),
  conv2d: ([x, weight], attributes) => conv2d(x, weight, attributes),
  conv2dInputGradient: ([dy, weight], attributes, [, , height, width]) =>
    conv2dInputGradient(dy, weight, [height, width], attributes),
  conv2dWeightGradient: ([x, dy], attributes, [, , height, width]) =>
    conv2dWeightGradient(x, dy, [height, width], attributes),
  withGradient: ([x]) => x,
};

/**
 * Builds a tensor from its parts, with its gradient.
 *
 * @throws OmakaseError `checkpoint` when there is no such operation; `shape` when the parts do not fit.
 */
export function rebuild(op: OpName, inputs: readonly Tensor[], shape: Shape, attributes: OpAttributes[OpName]): Tensor {
  const builder = Object.hasOwn(builders, op) ? (builders[op] as Builder<OpName>) : undefined;
  if (builder) return builder(inputs, attributes, shape);
  throw new OmakaseError("checkpoint", { where: op, ...tensorText.rebuild.unknownOperation });
}
