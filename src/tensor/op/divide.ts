import { broadcastShape } from "../shape.ts";
import { tensor, type Operand, type Tensor } from "../tensor.ts";
import { asTensor } from "./constant.ts";
import { sumTo } from "./sum-to.ts";
import { multiply } from "./multiply.ts";

/**
 * Divides two tensors element by element.
 *
 * @param left - any shape, or a number.
 * @param right - any shape that broadcasts with `left` as in NumPy, or a number.
 * @returns the broadcast shape.
 * @throws OmakaseError `shape` when two lengths differ and neither is 1.
 */
export function divide(left: Operand, right: Operand): Tensor {
  const [a, b] = [asTensor(left), asTensor(right)];
  const shape = broadcastShape("divide", a.shape, b.shape);
  const y: Tensor = tensor("divide", shape, [a, b], {}, (dy, [wantA, wantB]) => {
    const share = divide(dy, b);
    return [
      wantA ? sumTo(share, a.shape) : undefined,
      wantB ? multiply(sumTo(multiply(share, y), b.shape), -1) : undefined, // −dy · a / b²
    ];
  });
  return y;
}
