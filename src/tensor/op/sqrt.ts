import { divide } from "./divide.ts";
import { multiply } from "./multiply.ts";
import { tensor, type Tensor } from "../tensor.ts";

/**
 * Computes the square root, element by element. The gradient at 0 is infinite: add an epsilon first.
 *
 * @param x - any shape, 0 or more.
 * @returns the shape of x.
 */
export function sqrt(x: Tensor): Tensor {
  const y: Tensor = tensor("sqrt", x.shape, [x], {}, (dy) => [divide(multiply(dy, 0.5), y)]);
  return y;
}
