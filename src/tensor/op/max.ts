import { tensor, type Tensor } from "../tensor.ts";
import { divide } from "./divide.ts";
import { greater } from "./greater.ts";
import { multiply } from "./multiply.ts";
import { select } from "./select.ts";
import { reducedShape, reductionAttributes, sum } from "./sum.ts";

/**
 * Computes the maximum over some axes. Equal maxima share the gradient.
 *
 * @param axes - from 0, each once.
 * @returns the shape of x, with length 1 in these axes.
 * @throws OmakaseError `shape` when an axis does not exist or occurs twice.
 */
export function max(x: Tensor, axes: readonly number[]): Tensor {
  const y: Tensor = tensor("max", reducedShape(x, axes), [x], reductionAttributes("max", x, axes), (dy) => {
    const hit = select(greater(y, x), 0, 1);
    return [multiply(hit, divide(dy, sum(hit, axes)))];
  });
  return y;
}
