import { broadcastShape } from "../shape.ts";
import { tensor, type Operand, type Tensor } from "../tensor.ts";
import { asTensor } from "./constant.ts";

/**
 * Compares two tensors element by element: 1 where left > right, else 0. No gradient flows.
 *
 * @param left - any shape, or a number.
 * @param right - any shape that broadcasts with `left` as in NumPy, or a number.
 * @returns the broadcast shape.
 * @throws OmakaseError `shape` when two lengths differ and neither is 1.
 */
export function greater(left: Operand, right: Operand): Tensor {
  const [a, b] = [asTensor(left), asTensor(right)];
  return tensor("greater", broadcastShape("greater", a.shape, b.shape), [a, b], {});
}
