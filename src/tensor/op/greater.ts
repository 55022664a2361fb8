import { broadcastShape } from "../shape.ts";
import { tensor, type Operand, type Tensor } from "../tensor.ts";
import { asTensor } from "./constant.ts";

/** 1 where a > b, else 0: a mask for `select`. No gradient flows. Shapes broadcast as in NumPy. */
export function greater(left: Operand, right: Operand): Tensor {
  const [a, b] = [asTensor(left), asTensor(right)];
  return tensor("greater", broadcastShape("greater", a.shape, b.shape), [a, b], {});
}
