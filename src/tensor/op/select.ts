import { broadcastShape } from "../shape.ts";
import { tensor, type Operand, type Tensor } from "../tensor.ts";
import { asTensor } from "./constant.ts";
import { sumTo } from "./sum-to.ts";

/**
 * Selects the elements of `left` where the mask is not 0, else those of `right`. No gradient flows to the mask.
 *
 * @param mask - any shape that broadcasts with the others as in NumPy.
 * @param left - any shape, or a number.
 * @param right - any shape, or a number.
 * @returns the broadcast shape.
 * @throws OmakaseError `shape` when two lengths differ and neither is 1.
 */
export function select(mask: Tensor, left: Operand, right: Operand): Tensor {
  const [a, b] = [asTensor(left), asTensor(right)];
  const shape = broadcastShape("select", mask.shape, broadcastShape("select", a.shape, b.shape));
  return tensor("select", shape, [mask, a, b], {}, (dy, [, wantA, wantB]) => [
    undefined,
    wantA ? sumTo(select(mask, dy, 0), a.shape) : undefined,
    wantB ? sumTo(select(mask, 0, dy), b.shape) : undefined,
  ]);
}
