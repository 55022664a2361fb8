import { broadcastShape } from "../shape.ts";
import { tensor, type Operand, type Tensor } from "../tensor.ts";
import { asTensor } from "./constant.ts";
import { sumTo } from "./sum-to.ts";

/** a · b, element by element. Shapes broadcast as in NumPy. */
export function multiply(left: Operand, right: Operand): Tensor {
  const [a, b] = [asTensor(left), asTensor(right)];
  return tensor("multiply", broadcastShape("multiply", a.shape, b.shape), [a, b], {}, (dy, [wantA, wantB]) => [
    wantA ? sumTo(multiply(dy, b), a.shape) : undefined,
    wantB ? sumTo(multiply(dy, a), b.shape) : undefined,
  ]);
}
