/**
 * Symbolic tensors and automatic differentiation; devices execute the graphs. Reading order: `shape.ts`, `tensor.ts`, an
 * operation such as `op/multiply.ts`, `gradients.ts`, the other operations (listed in `op-set.ts`), `graph.ts`,
 * `simplify.ts`. `device/reference/reference-kernels.ts` defines each operation in numbers. `random.ts` uses `philox.ts`.
 */
export { broadcastShape, sameShape, shapeError, formatShape, sizeOf, stridesOf, type Shape } from "./shape.ts";
export { isOp, isTensor, type Gradient, type Operand, type Tensor } from "./tensor.ts";
export type { OpAttributes, OpName } from "./op-set.ts";
export { input } from "./op/input.ts";
export { state } from "./op/state.ts";
export { constant } from "./op/constant.ts";
export { exp } from "./op/exp.ts";
export { log } from "./op/log.ts";
export { sqrt } from "./op/sqrt.ts";
export { tanh } from "./op/tanh.ts";
export { sigmoid } from "./op/sigmoid.ts";
export { softplus } from "./op/softplus.ts";
export { erf } from "./op/erf.ts";
export { leakyRelu } from "./op/leaky-relu.ts";
export { add } from "./op/add.ts";
export { subtract } from "./op/subtract.ts";
export { multiply } from "./op/multiply.ts";
export { divide } from "./op/divide.ts";
export { maximum } from "./op/maximum.ts";
export { minimum } from "./op/minimum.ts";
export { greater } from "./op/greater.ts";
export { select } from "./op/select.ts";
export { sum } from "./op/sum.ts";
export { max } from "./op/max.ts";
export { reshape } from "./op/reshape.ts";
export { transpose } from "./op/transpose.ts";
export { broadcast } from "./op/broadcast.ts";
export { slice } from "./op/slice.ts";
export { pad } from "./op/pad.ts";
export { concatenate } from "./op/concatenate.ts";
export { matmul } from "./op/matmul.ts";
export { conv2d, type Conv2dAttributes } from "./op/conv2d.ts";
export { conv2dInputGradient } from "./op/conv2d-input-gradient.ts";
export { conv2dWeightGradient } from "./op/conv2d-weight-gradient.ts";
export { stopGradient, withGradient } from "./op/with-gradient.ts";
export {
  abs,
  dot,
  flattenBatch,
  logSigmoid,
  logSoftmax,
  mean,
  meanAll,
  softmax,
  square,
  sumAll,
  addN,
} from "./compose.ts";
export { gradients } from "./gradients.ts";
export { graphSources, topologicalOrder, type Graph } from "./graph.ts";
export { simplify } from "./simplify.ts";
export { substitute } from "./substitute.ts";
export { philox } from "./philox.ts";
export { random, type Random } from "./random.ts";
export { buildGraph, sourcesOfData, storeGraph, type GraphData, type NodeData } from "./graph-data.ts";
