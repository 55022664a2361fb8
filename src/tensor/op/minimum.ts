import { broadcastShape } from "../shape.ts";
import { tensor, type Operand, type Tensor } from "../tensor.ts";
import { asTensor } from "./constant.ts";
import { sumTo } from "./sum-to.ts";
import { greater } from "./greater.ts";
import { select } from "./select.ts";

/** The smaller of a and b; where they are equal the gradient goes to b. Shapes broadcast as in NumPy. */
export function minimum(left: Operand, right: Operand): Tensor {
  const [a, b] = [asTensor(left), asTensor(right)];
  return tensor("minimum", broadcastShape("minimum", a.shape, b.shape), [a, b], {}, (dy, [wantA, wantB]) => [
    wantA ? sumTo(select(greater(b, a), dy, 0), a.shape) : undefined,
    wantB ? sumTo(select(greater(b, a), 0, dy), b.shape) : undefined,
  ]);
}
