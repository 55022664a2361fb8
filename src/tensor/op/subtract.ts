import { broadcastShape } from "../shape.ts";
import { tensor, type Operand, type Tensor } from "../tensor.ts";
import { asTensor } from "./constant.ts";
import { sumTo } from "./sum-to.ts";
import { multiply } from "./multiply.ts";

/**
 * Subtracts two tensors element by element.
 *
 * @param left - any shape, or a number.
 * @param right - any shape that broadcasts with `left` as in NumPy, or a number.
 * @returns the broadcast shape.
 * @throws OmakaseError `shape` when two lengths differ and neither is 1.
 */
export function subtract(left: Operand, right: Operand): Tensor {
  const [a, b] = [asTensor(left), asTensor(right)];
  return tensor("subtract", broadcastShape("subtract", a.shape, b.shape), [a, b], {}, (dy, [wantA, wantB]) => [
    wantA ? sumTo(dy, a.shape) : undefined,
    wantB ? multiply(sumTo(dy, b.shape), -1) : undefined,
  ]);
}
