import type { Shape, Tensor } from "../../tensor/index.ts";

/** A reduction. */
export type ReductionOp = "sum" | "max";
/** A contraction: an operation whose elements are sums of products. */
export type ContractionOp = "matmul" | "conv2d" | "conv2dInputGradient" | "conv2dWeightGradient";

/**
 * A kernel for the GPU: for every element of a shape, an optional reduction or contraction, then fused element-wise
 * operations.
 */
export interface Kernel {
  /** Shape of all outputs. */
  readonly shape: Shape;
  /** Reductions of one shape over the same axes. */
  readonly reductions: Tensor<ReductionOp>[];
  readonly contraction: Tensor<ContractionOp> | undefined;
  /** Tensors that it writes to memory. */
  readonly outputs: Tensor[];
}

/** Tensors that a kernel reads from memory; true: only at the index that it writes. */
export type KernelReads = ReadonlyMap<Tensor, boolean>;

export function isReduction(node: Tensor): node is Tensor<ReductionOp> {
  return node.op === "sum" || node.op === "max";
}

const contractionOps = new Set<string>(["matmul", "conv2d", "conv2dInputGradient", "conv2dWeightGradient"]);

export function isContraction(node: Tensor): node is Tensor<ContractionOp> {
  return contractionOps.has(node.op);
}

/** Returns the tensor that holds the same numbers in memory, as `reshape` only changes the shape. */
export function baseTensor(node: Tensor): Tensor {
  let base = node;
  while (base.op === "reshape") [base] = base.inputs;
  return base;
}
