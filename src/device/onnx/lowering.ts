import type { OpName, Shape, Tensor } from "../../tensor/index.ts";
import type { Biased } from "./bias.ts";
import type { OnnxBuilder } from "./onnx-builder.ts";

/** What the lowering of one operation may use. */
export interface Lowering {
  readonly onnx: OnnxBuilder;
  /** Whether the operations should be in their usual form, for other readers: the weights are in the file. */
  readonly plain: boolean;
  /** The additions that are part of a convolution. */
  readonly biased: ReadonlyMap<Tensor, Biased>;
  /** The ONNX value that holds a tensor. */
  value(node: Tensor): string;
  /** The same as truth values, for `Where`: true where the tensor is not 0. */
  truth(node: Tensor): string;
  /** Values for an element-wise operation; ones that ONNX stretches itself are not stretched beforehand. */
  stretchable(nodes: readonly Tensor[], shape: Shape): Tensor[];
}

/** Adds what computes `node` and returns the name of the result. */
export type Lower<Name extends OpName> = (node: Tensor<Name>, lowering: Lowering) => string;
