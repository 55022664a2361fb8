import { divide } from "./divide.ts";
import { tensor, type Tensor } from "../tensor.ts";

/** The natural logarithm of x; x > 0. */
export function log(x: Tensor): Tensor {
  return tensor("log", x.shape, [x], {}, (dy) => [divide(dy, x)]);
}
