import type { OpAttributes, OpName } from "./op-set.ts";
import { OmakaseError } from "../error.ts";
import { tensorText } from "../text/index.ts";
import { shapeError, formatShape, type Shape } from "./shape.ts";

/**
 * An array of numbers that remembers how it is computed: a node of a computation graph, with an operation, its inputs, and
 * the shape of its result. It is plain immutable data; the numbers exist when a device compiles and runs the graph.
 */
export interface Tensor<Name extends OpName = OpName> {
  /** Operation that computes it. */
  readonly op: Name;
  /** Length of each axis: `[64, 2]` for 64 pictures with 2 numbers each. */
  readonly shape: Shape;
  /** Operands of the operation. */
  readonly inputs: readonly Tensor[];
  /** Static arguments of the operation, such as strides, axes and names. */
  readonly attributes: OpAttributes[Name];
  /** Chain rule of this operation, written in operations, so that gradients can be differentiated again. */
  readonly gradient: Gradient | undefined;
}

/**
 * Function from dL/dy to the gradient of each input, in the order of the inputs; `undefined` where none flows.
 * `wanted[i]` is false when the gradient of input i is not used and need not be built.
 */
export type Gradient = (dy: Tensor, wanted: readonly boolean[]) => readonly (Tensor | undefined)[];

/** A tensor, or a number that stands for a scalar constant. */
export type Operand = Tensor | number;

/** Prototype of all tensors. It refuses `+`, `-`, `*` and `/`, which JavaScript would apply to the text of the object. */
const refusesOperators = {
  [Symbol.toPrimitive](hint: string): string {
    if (hint === "string") return "[object Tensor]";
    throw new OmakaseError("option", { where: "tensor", ...tensorText.tensor.operator });
  },
};

/**
 * Creates a tensor. Only the files in `op/` and graph rewrites call this.
 *
 * @throws OmakaseError `shape` when a length is no whole number above 0.
 */
export function tensor<Name extends OpName>(
  op: Name,
  shape: Shape,
  inputs: readonly Tensor[],
  attributes: OpAttributes[Name],
  gradient?: Gradient,
): Tensor<Name> {
  if (!shape.every((length) => Number.isInteger(length) && length > 0))
    throw shapeError(op, tensorText.shape.lengths({ shape: formatShape(shape) }));
  return { __proto__: refusesOperators, op, shape, inputs, attributes, gradient } as Tensor<Name>;
}

/**
 * Tells whether a value is a tensor.
 *
 * @param value - any value.
 * @returns whether it is a node of a graph.
 *
 * @example
 * ```ts
 * ops.isTensor(ops.constant([2], [1, 2])); // true
 * ```
 */
export function isTensor(value: unknown): value is Tensor {
  return typeof value === "object" && value !== null && "op" in value && "shape" in value && Array.isArray(value.shape);
}

/** Tells whether a tensor is the result of the named operation; narrows its attributes. */
export function isOp<Name extends OpName>(node: Tensor, op: Name): node is Tensor<Name> {
  return node.op === (op as OpName);
}
