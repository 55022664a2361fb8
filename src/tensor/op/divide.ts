import { broadcastShape } from "../shape.ts";
import { tensor, type Operand, type Tensor } from "../tensor.ts";
import { asTensor } from "./constant.ts";
import { sumTo } from "./sum-to.ts";
import { multiply } from "./multiply.ts";

/** a / b, element by element. Shapes broadcast as in NumPy. */
export function divide(left: Operand, right: Operand): Tensor {
  const [a, b] = [asTensor(left), asTensor(right)];
  return tensor("divide", broadcastShape("divide", a.shape, b.shape), [a, b], {}, (dy, [wantA, wantB]) => [
    wantA ? sumTo(divide(dy, b), a.shape) : undefined,
    wantB ? sumTo(multiply(divide(multiply(dy, a), multiply(b, b)), -1), b.shape) : undefined,
  ]);
}
