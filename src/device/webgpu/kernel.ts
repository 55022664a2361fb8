import type { Shape, Tensor } from "../../tensor/index.ts";

/** An operation that folds axes. */
export type ReductionOp = "sum" | "max";
/** An operation whose elements are long sums of products. */
export type ContractionOp = "matmul" | "conv2d" | "conv2dInputGradient" | "conv2dWeightGradient";

/**
 * One piece of work for the GPU: for every element of a shape, perhaps first a fold or a product, then whatever can be
 * computed from it at that element.
 */
export interface Kernel {
  /** Of everything that it writes. */
  readonly shape: Shape;
  /** Folds of one shape over the same axes. */
  readonly reductions: Tensor<ReductionOp>[];
  readonly contraction: Tensor<ContractionOp> | undefined;
  /** The tensors that it leaves in memory. */
  readonly outputs: Tensor[];
}

/** What a kernel reads from memory, and whether each only where it itself is: at the element that it makes. */
export type KernelReads = ReadonlyMap<Tensor, boolean>;

export function isReduction(node: Tensor): node is Tensor<ReductionOp> {
  return node.op === "sum" || node.op === "max";
}

const contractionOps = new Set<string>(["matmul", "conv2d", "conv2dInputGradient", "conv2dWeightGradient"]);

export function isContraction(node: Tensor): node is Tensor<ContractionOp> {
  return contractionOps.has(node.op);
}

/** The tensor whose numbers these are, in the same order: `reshape` changes nothing in memory. */
export function baseTensor(node: Tensor): Tensor {
  let base = node;
  while (base.op === "reshape") [base] = base.inputs;
  return base;
}
