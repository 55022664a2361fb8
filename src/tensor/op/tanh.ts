import { multiply } from "./multiply.ts";
import { subtract } from "./subtract.ts";
import { tensor, type Tensor } from "../tensor.ts";

/**
 * Computes the hyperbolic tangent, element by element.
 *
 * @returns the shape of x, in (−1, 1).
 */
export function tanh(x: Tensor): Tensor {
  const y: Tensor = tensor("tanh", x.shape, [x], {}, (dy) => [multiply(dy, subtract(1, multiply(y, y)))]);
  return y;
}
