import { broadcastShape } from "../shape.ts";
import { tensor, type Operand, type Tensor } from "../tensor.ts";
import { asTensor } from "./constant.ts";
import { sumTo } from "./sum-to.ts";

/** `a` where the mask is not 0, else `b`. No gradient flows to the mask. Shapes broadcast as in NumPy. */
export function select(mask: Tensor, left: Operand, right: Operand): Tensor {
  const [a, b] = [asTensor(left), asTensor(right)];
  const shape = broadcastShape("select", mask.shape, broadcastShape("select", a.shape, b.shape));
  return tensor("select", shape, [mask, a, b], {}, (dy, [, wantA, wantB]) => [
    undefined,
    wantA ? sumTo(select(mask, dy, 0), a.shape) : undefined,
    wantB ? sumTo(select(mask, 0, dy), b.shape) : undefined,
  ]);
}
