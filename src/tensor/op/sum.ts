import { tensor, type Tensor } from "../tensor.ts";
import { broadcast } from "./broadcast.ts";

/** See {@link sum} and `largest`. */
export interface ReductionAttributes {
  /** Which axes are folded, ascending, each once. They stay, with length 1. */
  readonly axes: readonly number[];
}

/** The sum over some axes (all of them, if none are named), which stay with length 1. */
export function sum(x: Tensor, axes: readonly number[] = x.shape.map((_, axis) => axis)): Tensor {
  if (axes.every((axis) => x.shape[axis] === 1)) return x;
  return tensor("sum", foldedShape(x, axes), [x], { axes: ascending(axes) }, (dy) => [broadcast(dy, x.shape)]);
}

/** The shape after folding: the same rank, with length 1 at the folded axes. */
export function foldedShape(x: Tensor, axes: readonly number[]): number[] {
  return x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
}

/** Axes in the order that devices expect. */
export function ascending(axes: readonly number[]): number[] {
  return [...axes].sort((a, b) => a - b);
}
