import { shapeError, formatShape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";
import { broadcast } from "./broadcast.ts";
import { tensorText } from "../../text/index.ts";

/** See {@link sum} and `max`. */
export interface ReductionAttributes {
  /** Axes to reduce, ascending, each once; they stay with length 1. */
  readonly axes: readonly number[];
}

/**
 * Computes the sum over some axes.
 *
 * @param axes - numbers of the axes, each once: of images, 0 is which picture, 1 the channel, 2 the row, 3 the column.
 *   Default: all.
 * @returns the shape of x, with length 1 in these axes.
 * @throws OmakaseError `shape` when an axis does not exist or occurs twice.
 */
export function sum(x: Tensor, axes: readonly number[] = x.shape.map((_, axis) => axis)): Tensor {
  const attributes = reductionAttributes("sum", x, axes);
  if (axes.every((axis) => x.shape[axis] === 1)) return x;
  return tensor("sum", reducedShape(x, axes), [x], attributes, (dy) => [broadcast(dy, x.shape)]);
}

/** Computes the shape of a reduction: the same rank, with length 1 in the reduced axes. */
export function reducedShape(x: Tensor, axes: readonly number[]): number[] {
  return x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
}

/** Checks and sorts the axes of a reduction. */
export function reductionAttributes(where: string, x: Tensor, axes: readonly number[]): ReductionAttributes {
  if (!Array.isArray(axes))
    throw shapeError(
      where,
      tensorText.shape.axesInBrackets({ call: `${where}(x, [${String(axes)}])`, got: String(axes) }),
    );
  if (axes.some((axis) => x.shape[axis] === undefined) || new Set(axes).size < axes.length)
    throw shapeError(where, tensorText.shape.axes({ shape: formatShape(x.shape), axes: formatShape(axes) }));
  return { axes: axes.toSorted((a, b) => a - b) };
}
