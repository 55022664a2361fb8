import { multiply } from "./multiply.ts";
import { sigmoid } from "./sigmoid.ts";
import { tensor, type Tensor } from "../tensor.ts";

/** log(1 + e^x), a smooth max(x, 0), computed so that it does not overflow. */
export function softplus(x: Tensor): Tensor {
  return tensor("softplus", x.shape, [x], {}, (dy) => [multiply(dy, sigmoid(x))]);
}
