import { broadcastShape } from "../shape.ts";
import { tensor, type Operand, type Tensor } from "../tensor.ts";
import { asTensor } from "./constant.ts";
import { sumTo } from "./sum-to.ts";
import { greater } from "./greater.ts";
import { select } from "./select.ts";

/**
 * Takes the smaller element of two tensors; where both are equal, the gradient flows to `right`.
 *
 * @param left - any shape, or a number.
 * @param right - any shape that broadcasts with `left` as in NumPy, or a number.
 * @returns the broadcast shape.
 * @throws OmakaseError `shape` when two lengths differ and neither is 1.
 */
export function minimum(left: Operand, right: Operand): Tensor {
  const [a, b] = [asTensor(left), asTensor(right)];
  return tensor("minimum", broadcastShape("minimum", a.shape, b.shape), [a, b], {}, (dy, [wantA, wantB]) => [
    wantA ? sumTo(select(greater(b, a), dy, 0), a.shape) : undefined,
    wantB ? sumTo(select(greater(b, a), 0, dy), b.shape) : undefined,
  ]);
}
