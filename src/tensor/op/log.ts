import { divide } from "./divide.ts";
import { tensor, type Tensor } from "../tensor.ts";

/**
 * Computes the natural logarithm, element by element.
 *
 * @param x - any shape, above 0.
 * @returns the shape of x.
 */
export function log(x: Tensor): Tensor {
  return tensor("log", x.shape, [x], {}, (dy) => [divide(dy, x)]);
}
