import type { OpName, Shape, Tensor } from "../../tensor/index.ts";
import type { BiasedConvolution } from "./biased-convolution.ts";
import type { OnnxBuilder } from "./onnx-builder.ts";

/** Helpers for the lowering of one operation. */
export interface LoweringContext {
  readonly onnx: OnnxBuilder;
  /** Whether to use standard operations only, for other runtimes, as the weights are in the file. */
  readonly usesStandardOps: boolean;
  /** Additions that are fused into a convolution. */
  readonly biasedConvolutions: ReadonlyMap<Tensor, BiasedConvolution>;
  /** Returns the name of the ONNX value of a tensor. */
  value(node: Tensor): string;
  /** Returns the name of a boolean value, true where the tensor is not 0, for `Where`. */
  mask(node: Tensor): string;
  /** Returns operands of an element-wise operation, without broadcasts that ONNX does implicitly. */
  broadcastable(nodes: readonly Tensor[], shape: Shape): Tensor[];
}

/** Function that adds nodes for a tensor and returns the name of the result. */
export type LowerOp<Name extends OpName> = (node: Tensor<Name>, lowering: LoweringContext) => string;
