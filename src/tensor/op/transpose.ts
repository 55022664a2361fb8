import { sameShape, shapeError, formatShape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";
import { tensorText } from "../../text/index.ts";

/** See {@link transpose}. */
export interface TransposeAttributes {
  /** Axis i of the result is axis `order[i]` of x. */
  readonly order: readonly number[];
}

/**
 * Permutes the axes: axis i of the result is axis `order[i]` of x.
 *
 * @param order - all axes of x, each once.
 * @throws OmakaseError `shape` when the order is no permutation of the axes.
 */
export function transpose(x: Tensor, order: readonly number[]): Tensor {
  if (
    !sameShape(
      order.toSorted((a, b) => a - b),
      [...x.shape.keys()],
    )
  )
    throw shapeError("transpose", tensorText.shape.order({ shape: formatShape(x.shape), order: formatShape(order) }));
  if (order.every((from, to) => from === to)) return x;
  const shape = order.map((axis) => x.shape[axis]);
  const inverse = order.map((_, axis) => order.indexOf(axis));
  return tensor("transpose", shape, [x], { order: [...order] }, (dy) => [transpose(dy, inverse)]);
}
