import type { ConstantAttributes } from "./op/constant.ts";
import type { ConcatenateAttributes } from "./op/concatenate.ts";
import type { Conv2dAttributes } from "./op/conv2d.ts";
import type { Conv2dInputGradientAttributes } from "./op/conv2d-input-gradient.ts";
import type { Conv2dWeightGradientAttributes } from "./op/conv2d-weight-gradient.ts";
import type { InputAttributes } from "./op/input.ts";
import type { LeakyReluAttributes } from "./op/leaky-relu.ts";
import type { MatmulAttributes } from "./op/matmul.ts";
import type { PadAttributes } from "./op/pad.ts";
import type { ReductionAttributes } from "./op/sum.ts";
import type { SliceAttributes } from "./op/slice.ts";
import type { StateAttributes } from "./op/state.ts";
import type { TransposeAttributes } from "./op/transpose.ts";

/** Attributes of an operation that has none. */
export type NoAttributes = Readonly<Record<never, never>>;

/**
 * The closed set of operations, with their attributes. A device needs a kernel for each name; TypeScript checks that it has
 * one.
 */
export interface OpAttributes {
  // sources
  input: InputAttributes;
  state: StateAttributes;
  constant: ConstantAttributes;
  // one input, element by element
  exp: NoAttributes;
  log: NoAttributes;
  sqrt: NoAttributes;
  tanh: NoAttributes;
  sigmoid: NoAttributes;
  softplus: NoAttributes;
  erf: NoAttributes;
  leakyRelu: LeakyReluAttributes;
  // two inputs, element by element, with broadcasting
  add: NoAttributes;
  subtract: NoAttributes;
  multiply: NoAttributes;
  divide: NoAttributes;
  maximum: NoAttributes;
  minimum: NoAttributes;
  greater: NoAttributes;
  // three inputs
  select: NoAttributes;
  // reductions
  sum: ReductionAttributes;
  max: ReductionAttributes;
  // shape
  reshape: NoAttributes;
  transpose: TransposeAttributes;
  broadcast: NoAttributes;
  slice: SliceAttributes;
  pad: PadAttributes;
  concatenate: ConcatenateAttributes;
  // products
  matmul: MatmulAttributes;
  conv2d: Conv2dAttributes;
  conv2dInputGradient: Conv2dInputGradientAttributes;
  conv2dWeightGradient: Conv2dWeightGradientAttributes;
  // gradient flow
  withGradient: NoAttributes;
}

/** Name of an operation. */
export type OpName = keyof OpAttributes;
