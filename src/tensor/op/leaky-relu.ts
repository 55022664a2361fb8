import { tensor, type Tensor } from "../tensor.ts";
import { greater } from "./greater.ts";
import { multiply } from "./multiply.ts";
import { select } from "./select.ts";

/** See {@link leakyRelu}. */
export interface LeakyReluAttributes {
  readonly slope: number;
}

/**
 * x where x > 0, else slope · x (Maas et al. 2013). A slope of 0 is the ReLU.
 *
 * @param slope - 0 … 1; its usual value in discriminators is 0.2.
 */
export function leakyRelu(x: Tensor, slope = 0.2): Tensor {
  return tensor("leakyRelu", x.shape, [x], { slope }, (dy) => [
    select(greater(x, 0), dy, slope === 0 ? 0 : multiply(dy, slope)),
  ]);
}
