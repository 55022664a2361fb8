import { tensor, type Tensor } from "../tensor.ts";
import { divide } from "./divide.ts";
import { greater } from "./greater.ts";
import { multiply } from "./multiply.ts";
import { select } from "./select.ts";
import { reducedShape, reductionAttributes, sum } from "./sum.ts";

/** The largest value over some axes, which stay with length 1. Equal maxima share the gradient. */
export function max(x: Tensor, axes: readonly number[]): Tensor {
  const y: Tensor = tensor("max", reducedShape(x, axes), [x], reductionAttributes("max", x, axes), (dy) => {
    const hit = select(greater(y, x), 0, 1);
    return [multiply(hit, divide(dy, sum(hit, axes)))];
  });
  return y;
}
