import type { OpAttributes, OpName } from "./op-set.ts";
import { shapeError, formatShape, type Shape } from "./shape.ts";

/**
 * A number array that does not exist yet: what to compute, from which other tensors, and which shape comes out.
 * A tensor is plain immutable data; a device turns a graph of them into numbers.
 */
export interface Tensor<Name extends OpName = OpName> {
  /** Which operation makes it. */
  readonly op: Name;
  readonly shape: Shape;
  /** What the operation reads. */
  readonly inputs: readonly Tensor[];
  /** What else the operation must know: strides, axes, names. */
  readonly attributes: OpAttributes[Name];
  /** The chain rule of this operation, written in operations: so a gradient can be differentiated again. */
  readonly gradient: Gradient | undefined;
}

/**
 * From dL/dy, the gradient of each input, in the order of the inputs; `undefined` where none flows.
 * `wanted[i]` says whether input i's gradient will be used: what is not wanted need not be built.
 */
export type Gradient = (dy: Tensor, wanted: readonly boolean[]) => readonly (Tensor | undefined)[];

/** A tensor, or a number that stands for a scalar constant. */
export type Operand = Tensor | number;

/** Makes a tensor. Only the files in `op/` call this. */
export function tensor<Name extends OpName>(
  op: Name,
  shape: Shape,
  inputs: readonly Tensor[],
  attributes: OpAttributes[Name],
  gradient?: Gradient,
): Tensor<Name> {
  if (!shape.every((length) => Number.isInteger(length) && length > 0))
    throw shapeError(op, "whole lengths of at least 1", formatShape(shape));
  return { op, shape, inputs, attributes, gradient };
}

/** Whether a tensor was made by the named operation; narrows its attributes. */
export function isOp<Name extends OpName>(node: Tensor, op: Name): node is Tensor<Name> {
  return node.op === (op as OpName);
}
