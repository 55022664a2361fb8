import { multiply } from "./multiply.ts";
import { subtract } from "./subtract.ts";
import { tensor, type Tensor } from "../tensor.ts";

/**
 * Computes 1 / (1 + e^−x), element by element.
 *
 * @returns the shape of x, in (0, 1).
 */
export function sigmoid(x: Tensor): Tensor {
  const y: Tensor = tensor("sigmoid", x.shape, [x], {}, (dy) => [multiply(dy, multiply(y, subtract(1, y)))]);
  return y;
}
