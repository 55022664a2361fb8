import type { OpName, Shape, Tensor } from "../../tensor/index.ts";
import type { BiasedConvolution } from "./biased-convolution.ts";
import type { OnnxBuilder } from "./onnx-builder.ts";

/** What the lowering of one operation may use. */
export interface LoweringContext {
  readonly onnx: OnnxBuilder;
  /** Whether the operations should be in their usual form, for other readers: the weights are in the file. */
  readonly usesStandardOps: boolean;
  /** The additions that are part of a convolution. */
  readonly biasedConvolutions: ReadonlyMap<Tensor, BiasedConvolution>;
  /** The ONNX value that holds a tensor. */
  value(node: Tensor): string;
  /** The same as truth values, for `Where`: true where the tensor is not 0. */
  mask(node: Tensor): string;
  /** Values for an element-wise operation; ones that ONNX stretches itself are not stretched beforehand. */
  broadcastable(nodes: readonly Tensor[], shape: Shape): Tensor[];
}

/** Adds what computes `node` and returns the name of the result. */
export type LowerOp<Name extends OpName> = (node: Tensor<Name>, lowering: LoweringContext) => string;
