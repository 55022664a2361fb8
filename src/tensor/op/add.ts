import { broadcastShape } from "../shape.ts";
import { tensor, type Operand, type Tensor } from "../tensor.ts";
import { asTensor } from "./constant.ts";
import { sumTo } from "./sum-to.ts";

/** a + b. Shapes broadcast as in NumPy. */
export function add(left: Operand, right: Operand): Tensor {
  const [a, b] = [asTensor(left), asTensor(right)];
  return tensor("add", broadcastShape("add", a.shape, b.shape), [a, b], {}, (dy, [wantA, wantB]) => [
    wantA ? sumTo(dy, a.shape) : undefined,
    wantB ? sumTo(dy, b.shape) : undefined,
  ]);
}
