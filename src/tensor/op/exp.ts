import { multiply } from "./multiply.ts";
import { tensor, type Tensor } from "../tensor.ts";

/**
 * Computes e^x, element by element.
 *
 * @returns the shape of x.
 */
export function exp(x: Tensor): Tensor {
  const y: Tensor = tensor("exp", x.shape, [x], {}, (dy) => [multiply(dy, y)]);
  return y;
}
