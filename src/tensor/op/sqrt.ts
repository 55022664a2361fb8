import { divide } from "./divide.ts";
import { multiply } from "./multiply.ts";
import { tensor, type Tensor } from "../tensor.ts";

/** The square root of x; x ≥ 0. Its gradient at 0 is infinite: add an epsilon first. */
export function sqrt(x: Tensor): Tensor {
  const y: Tensor = tensor("sqrt", x.shape, [x], {}, (dy) => [divide(multiply(dy, 0.5), y)]);
  return y;
}
