import type { Shape, Tensor } from "../../tensor/index.ts";

/** An operation that folds axes. */
export type FoldOp = "sum" | "largest";
/** An operation whose elements are long sums of products. */
export type ProductOp = "matmul" | "conv2d" | "conv2dInputGradient" | "conv2dWeightGradient";

/**
 * One piece of work for the GPU: for every element of a shape, perhaps first a fold or a product, then whatever can be
 * computed from it at that element.
 */
export interface Kernel {
  /** Of everything that it writes. */
  readonly shape: Shape;
  /** Folds of one shape over the same axes. */
  readonly folds: Tensor<FoldOp>[];
  readonly product: Tensor<ProductOp> | undefined;
  /** The tensors that it leaves in memory. */
  readonly outputs: Tensor[];
}

/** What a kernel reads from memory, and whether each only where it itself is: at the element that it makes. */
export type Reads = ReadonlyMap<Tensor, boolean>;

export function isFold(node: Tensor): node is Tensor<FoldOp> {
  return node.op === "sum" || node.op === "largest";
}

const products = new Set<string>(["matmul", "conv2d", "conv2dInputGradient", "conv2dWeightGradient"]);

export function isProduct(node: Tensor): node is Tensor<ProductOp> {
  return products.has(node.op);
}

/** The tensor whose numbers these are, in the same order: `reshape` changes nothing in memory. */
export function unshaped(node: Tensor): Tensor {
  let base = node;
  while (base.op === "reshape") [base] = base.inputs;
  return base;
}
