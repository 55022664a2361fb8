import { exp } from "./exp.ts";
import { multiply } from "./multiply.ts";
import { tensor, type Tensor } from "../tensor.ts";

/**
 * Computes the error function, element by element.
 *
 * @returns the shape of x.
 */
export function erf(x: Tensor): Tensor {
  return tensor("erf", x.shape, [x], {}, (dy) => [
    multiply(dy, multiply(2 / Math.sqrt(Math.PI), exp(multiply(-1, multiply(x, x))))),
  ]);
}
