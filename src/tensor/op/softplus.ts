import { multiply } from "./multiply.ts";
import { sigmoid } from "./sigmoid.ts";
import { tensor, type Tensor } from "../tensor.ts";

/**
 * Computes log(1 + e^x), a smooth ReLU, element by element and without overflow.
 *
 * @returns the shape of x.
 */
export function softplus(x: Tensor): Tensor {
  return tensor("softplus", x.shape, [x], {}, (dy) => [multiply(dy, sigmoid(x))]);
}
