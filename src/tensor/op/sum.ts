import { shapeError, formatShape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";
import { broadcast } from "./broadcast.ts";

/** See {@link sum} and `max`. */
export interface ReductionAttributes {
  /** Which axes are folded, ascending, each once. They stay, with length 1. */
  readonly axes: readonly number[];
}

/** The sum over some axes (all of them, if none are named), which stay with length 1. */
export function sum(x: Tensor, axes: readonly number[] = x.shape.map((_, axis) => axis)): Tensor {
  const attributes = reductionAttributes("sum", x, axes);
  if (axes.every((axis) => x.shape[axis] === 1)) return x;
  return tensor("sum", reducedShape(x, axes), [x], attributes, (dy) => [broadcast(dy, x.shape)]);
}

/** The shape after folding: the same rank, with length 1 at the folded axes. */
export function reducedShape(x: Tensor, axes: readonly number[]): number[] {
  return x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
}

/** Axes as devices expect them. */
export function reductionAttributes(where: string, x: Tensor, axes: readonly number[]): ReductionAttributes {
  if (axes.some((axis) => x.shape[axis] === undefined) || new Set(axes).size < axes.length)
    throw shapeError(where, `axes of ${formatShape(x.shape)}`, formatShape(axes));
  return { axes: axes.toSorted((a, b) => a - b) };
}
