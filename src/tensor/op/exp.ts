import { multiply } from "./multiply.ts";
import { tensor, type Tensor } from "../tensor.ts";

/** e to the power of x, element by element. */
export function exp(x: Tensor): Tensor {
  const y: Tensor = tensor("exp", x.shape, [x], {}, (dy) => [multiply(dy, y)]);
  return y;
}
